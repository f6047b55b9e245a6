import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import { addAcdQueue, addSmartQueue } from '../queues/account';
import { world, type World } from './world';

const ALERTING = 'VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call;';
const ENDS = `['Terminating', 'Terminated'].forEach(function (name) {
  VoxEngine.addEventListener(AppEvents[name], function (e) { Logger.write(name + ' ' + JSON.stringify(e)); }); });`;

/** Runs a script to its end and gives back what it said, with the time since dialling. */
async function play(script: string, options: Partial<CloudOptions> = {}): Promise<{ w: World; timeline: string[] }> {
  const w = world(script, options);
  const startMs = w.clock.now();
  const timeline: string[] = [];
  w.cloud.trace.subscribe((event) => {
    if (event.kind === 'log') timeline.push(`${event.atMs - startMs} ${String(event['text'])}`);
  });
  w.dial();
  await w.clock.runUntilIdle();
  return { w, timeline };
}

it('[9.9] with no leg and no request the session ends after 60 s', async () => {
  const { timeline } = await play(`${ENDS} ${ALERTING} call.reject(486); });`);
  expect(timeline.map((line) => line.slice(0, 17))).toEqual(['60000 Terminating', '60000 Terminated ']);
});

it('[9.10] a pending ACD request keeps an empty session for 120 minutes', async () => {
  const w = world(`${ENDS} require(Modules.ACD); VoxEngine.enqueueACDRequest('q', '1');`);
  const queue = addAcdQueue(w.rows, 'q', { applicationId: w.applicationId });
  w.user('op').acdQueueIds.push(queue.id);
  w.cloud.connectOperator('op', { queueType: 'acd' });
  const startMs = w.clock.now();
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runUntilIdle();
  expect(w.events.find((event) => event.kind === 'session.end')?.atMs).toBe(startMs + 120 * 60_000);
  expect(w.cloud.live().requests).toBe(0);
});

it.each([['60', 60_000], ['7200', 7_200_000]] as const)('[9.135] a SmartQueue task keeps it for %s s', async (sqKeepsSession, lastsMs) => {
  const switches = { sqKeepsSession, lastAgentLeaves: 'waits', holdCallsDefault: 'true' } as const;
  const w = world(`require(Modules.SmartQueue); VoxEngine.enqueueTask({ queue: { name: 'q' }, timeout: 20 });`, { switches });
  const queue = addSmartQueue(w.rows, 'q', { applicationId: w.applicationId, holdCallsIfInactiveAgents: true });
  w.user('op').sqQueueIds.push(queue.id);
  const startMs = w.clock.now();
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runUntil(() => w.events.some((event) => event.kind === 'session.end'), 8_000_000);
  expect(w.events.find((event) => event.kind === 'session.end')?.atMs).toBe(startMs + lastsMs);
});

it('[9.11] a new leg stops the wait, and its end starts it anew', async () => {
  const script = `${ENDS} ${ALERTING} call.reject(486);
    setTimeout(function () { VoxEngine.callPSTN('1', '2'); }, 50000); });`;
  const w = world(script);
  w.cloud.answerAt('pstn', '1', (line) => w.clock.after(7000, () => line.reject({ busy: true })));
  const startMs = w.clock.now();
  w.dial();
  await w.clock.runUntilIdle();
  expect(w.events.find((event) => event.kind === 'session.end')?.atMs).toBe(startMs + 50_000 + 7_000 + 60_000);
});

it('[9.12] after terminate() the rest of the function still runs', async () => {
  const { timeline } = await play(`${ALERTING} VoxEngine.terminate(); Logger.write('still here'); });`);
  expect(timeline).toEqual(['0 still here']);
});

it('[9.13] after terminate() only Terminating and Terminated come, and legs drop without CallEvents', async () => {
  const script = `${ENDS} ${ALERTING} call.answer();
    call.addEventListener(CallEvents.Disconnected, function () { Logger.write('disconnected'); });
    setTimeout(function () { Logger.write('timer'); }, 10);
    call.addEventListener(CallEvents.Connected, function () { VoxEngine.terminate(); }); });`;
  const w = world(script);
  const caller = w.dial();
  await w.clock.runUntilIdle();
  expect(w.said.map((line) => line.split(' ')[0])).toEqual(['Terminating', 'Terminated']);
  expect(caller.story).toEqual(['connected @0', 'ended 200 @0']);
});

it('[9.14] Terminating may send one request, a second is dropped, timers never fire', async () => {
  const sent: string[] = [];
  const script = `${ALERTING} VoxEngine.terminate(); });
    VoxEngine.addEventListener(AppEvents.Terminating, function () {
      Net.httpRequest('http://127.0.0.1/first', function () {}); Net.httpRequest('http://127.0.0.1/second', function () {});
      setTimeout(function () { Logger.write('timer'); }, 1); });`;
  const { w } = await play(script, { wire: (request) => (sent.push(new URL(request.url).pathname), { status: 200 }) });
  expect(sent).toEqual(['/first']);
  expect(w.said).toEqual([]);
});

it.each([['no', []], ['yes', ['100 answered 200']]] as const)('[9.14] what waits for that request goes on: %s', async (setting, said) => {
  const script = `${ALERTING} VoxEngine.terminate(); });
    VoxEngine.addEventListener(AppEvents.Terminating, async function () {
      var answer = await Net.httpRequestAsync('http://127.0.0.1/'); Logger.write('answered ' + answer.code); });`;
  const wire = () => ({ status: 200 });
  const { timeline } = await play(script, { wire, httpLatencyMs: 100, switches: { terminatingContinuation: setting } });
  expect(timeline).toEqual(said);
});

it('[9.15] Terminated follows the end of that request, else comes at once', async () => {
  const farewell = `VoxEngine.addEventListener(AppEvents.Terminating, function () { Net.httpRequest('http://127.0.0.1/', function () {}); });`;
  const ends = `VoxEngine.addEventListener(AppEvents.Terminated, function () { Logger.write('over'); });`;
  const script = `${ends} ${ALERTING} VoxEngine.terminate(); });`;
  expect((await play(script)).timeline).toEqual(['0 over']);
  expect((await play(`${farewell} ${script}`, { wire: () => ({ status: 200, delayMs: 700 }) })).timeline).toEqual(['720 over']);
});

describe('[9.16] requests under way when the session ends', () => {
  const script = `${ENDS} ${ALERTING}
    ['a', 'b', 'c', 'd'].forEach(function (name) {
      Net.httpRequest('http://127.0.0.1/' + name, function (answer) { Logger.write(name + ' ' + answer.code); }); });
    VoxEngine.terminate(); });`;

  it('[9.16] the three active ones finish and are told, the queued one vanishes', async () => {
    const { timeline } = await play(script, { wire: () => ({ status: 200, delayMs: 480 }) });
    expect(timeline.slice(0, 4)).toEqual(['500 a 200', '500 b 200', '500 c 200', '500 Terminating {"name":"Application.Terminating"}']);
  });

  it('[9.16] for no longer than 90 s', async () => {
    const { timeline } = await play(script, { wire: () => ({ status: 200, delayMs: 1e9 }) });
    expect(timeline.find((line) => line.includes('Terminating'))).toMatch(/^90000 /);
  });
});

it.each([['true', true], ['absent', undefined]] as const)('[9.17] a throw in a listener kills the session, systemError %s', async (setting, flag) => {
  const script = `${ENDS} ${ALERTING} call.answer(); throw new Error('broken'); });`;
  const { w } = await play(script, { switches: { systemErrorFlag: setting } });
  expect(w.cloud.history[0]).toMatchObject({ finishReason: 'JS session error' });
  expect(w.events.find((event) => event.kind === 'error')?.['message']).toBe('broken');
  expect((JSON.parse(w.said[0]?.split(' ')[1] ?? '') as { systemError?: boolean }).systemError).toBe(flag);
});

describe.each(['context', 'shared'] as const)('[9.18] a rejection that nobody handles, %s realm', (realm) => {
  const script = `${ALERTING} call.answer(); });
    VoxEngine.addEventListener(AppEvents.CallAlerting, async function () { await null; throw new Error('late'); });`;

  it.each([['fatal', 'JS session error'], ['ignored', 'Normal termination']] as const)('[9.18] is %s', async (setting, reason) => {
    const w = world(script, { realm, switches: { unhandledRejection: setting } });
    const caller = w.dial();
    await w.clock.runFor(1000);
    caller.line.hangup();
    await w.clock.runUntilIdle();
    expect(w.cloud.history[0]?.finishReason).toBe(reason);
  });
});
