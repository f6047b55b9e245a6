import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scheduleCuts } from '../../../emulator/faults/cuts';
import { parseFaults, readFaultFile, type Fault } from '../../../emulator/faults/fault-file';
import { createFaults } from '../../../emulator/faults/fault-plan';
import { world, type World } from '../platform/world';

const SCRIPT = `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call;
  ['Connected', 'Disconnected', 'MessageReceived'].forEach(function (name) {
    call.addEventListener(CallEvents[name], function () { Logger.write(name); if (name === 'Connected') Net.httpRequest('http://127.0.0.1/events', function (a) { Logger.write('http ' + a.code); }); }); });
  call.answer(); });`;

/** A call of two seconds under these faults: what the scenario saw, with the time. */
async function play(faults: Fault[], seed: number | string = 1): Promise<{ w: World; timeline: string[] }> {
  const w = world(SCRIPT, { faults: createFaults(parseFaults({ seed, faults })), wire: () => ({ status: 200 }) });
  const timeline: string[] = [];
  const startMs = w.clock.now();
  w.cloud.trace.subscribe((event) => event.kind === 'log' && timeline.push(`${event.atMs - startMs} ${String(event['text'])}`));
  const caller = w.dial();
  w.clock.after(1000, () => caller.line.sendMessage('x'));
  w.clock.after(2000, () => caller.line.hangup());
  await w.clock.runUntilIdle();
  return { w, timeline };
}

const UNTOUCHED = ['0 Connected', '20 http 200', '1000 MessageReceived', '2000 Disconnected'];

describe('faults of events', () => {
  it.each<[Fault, string[]]>([
    [{ on: 'event', name: 'Nothing', lose: true }, UNTOUCHED],
    [{ on: 'event', name: 'Call.MessageReceived', lose: true }, UNTOUCHED.filter((line) => !line.includes('Message'))],
    [{ on: 'event', name: 'Call.Message*', twice: true }, [...UNTOUCHED.slice(0, 3), '1000 MessageReceived', '2000 Disconnected']],
    [{ on: 'event', name: 'Call.MessageReceived', delayMs: 1500 }, [...UNTOUCHED.slice(0, 2), '2000 Disconnected', '2500 MessageReceived']],
    [{ on: 'event', name: 'Call.MessageReceived', become: { name: 'Call.Disconnected' } }, [...UNTOUCHED.slice(0, 2), '1000 Disconnected', '2000 Disconnected']],
    [{ on: 'event', name: 'Call.*', lose: true, skip: 1, times: 1 }, UNTOUCHED.filter((line) => !line.includes('Message'))],
    [{ on: 'event', name: 'Call.*', lose: true, probability: 0 }, UNTOUCHED],
  ])('%j', async (fault, expected) => {
    expect((await play([fault])).timeline).toEqual(expected);
  });

  it('a session may crash at any event: no Terminating, the caller is cut off', async () => {
    const { w } = await play([{ on: 'event', name: 'Call.MessageReceived', crash: true }]);
    expect(w.cloud.history[0]).toMatchObject({ finishReason: 'Terminated administratively', durationMs: 1000 });
    expect(w.cloud.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  });

  it('or at a time', async () => {
    const { w } = await play([{ on: 'session', crashAfterMs: 700 }]);
    expect(w.cloud.history[0]?.durationMs).toBe(700);
  });

  it('the same seed strikes the same events', async () => {
    const faults: Fault[] = [{ on: 'event', name: 'Call.*', lose: true, probability: 0.5 }, { on: 'event', name: '*', delayMs: [0, 900] }];
    const timelines = await Promise.all([1, 1, 2, 3, 4].map(async (seed) => (await play(faults, seed)).timeline.join()));
    expect(timelines[0]).toBe(timelines[1]);
    expect(new Set(timelines).size).toBeGreaterThan(1);
  });
});

describe('faults of requests', () => {
  it.each<[Fault, string]>([
    [{ on: 'http', url: '*/events', delayMs: 300 }, '320 http 200'],
    [{ on: 'http', url: '*/events', status: 503 }, '20 http 503'],
    [{ on: 'http', url: 'http://127.0.0.1/*', fail: -4 }, '20 http -4'],
    [{ on: 'http', url: '*', delayMs: 100, fail: -7 }, '120 http -7'],
  ])('%j', async (fault, expected) => {
    expect((await play([fault])).timeline).toContain(expected);
  });
});

describe('operators', () => {
  it('their sockets break when the file says so', async () => {
    const w = world(SCRIPT);
    w.user('op');
    const device = w.cloud.connectOperator('op', { queueType: 'acd' });
    device.setStatus('READY');
    const stop = scheduleCuts(parseFaults({ faults: [{ on: 'operator', user: 'op', cutAtMs: 5000 }] }), w.clock, (name) => w.cloud.cut(name));
    await w.clock.runFor(30_000);
    expect(w.cloud.platformView().isPresent(w.rows.users.values().next().value?.id ?? 0)).toBe(false);
    stop();
  });

  it('again and again, until stopped', async () => {
    const w = world(SCRIPT);
    const cuts: number[] = [];
    const startMs = w.clock.now();
    const file = parseFaults({ faults: [{ on: 'operator', user: 'op', cutAtMs: 100, everyMs: 50 }] });
    const stop = scheduleCuts(file, w.clock, () => cuts.push(w.clock.now() - startMs));
    await w.clock.runFor(220);
    stop();
    await w.clock.runFor(500);
    expect(cuts).toEqual([100, 150, 200]);
  });
});

it('what cannot be read is told with every place at once', () => {
  const wrong = { faults: [{ on: 'event' }, { on: 'http', url: 'x', fail: 5 }, { on: 'weather' }] };
  expect(() => parseFaults(wrong)).toThrow(/faults\[0\]\.name: [\s\S]*faults\[1\]\.fail: [\s\S]*faults\[2\]\.on: expected "event", "http"/);
  expect(() => readFaultFile('/nowhere/faults.json')).toThrow('Cannot read the faults in /nowhere/faults.json: there is no such file');
});

describe('a file of faults', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-faults-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string) => {
    const file = path.join(folder, 'faults.json');
    writeFileSync(file, content);
    return readFaultFile(file);
  };

  it.each(examples())('of the documents can be read: %s', (example) => {
    expect(read(example).faults.length).toBeGreaterThan(0);
  });

  it('an event that there is not is refused by its name', () => {
    expect(() => read('{"faults": [{"on": "event", "name": "Call.Conected", "lose": true}]}')).toThrow('faults[0].name: no event is called "Call.Conected"');
  });
});

/** Every JSON example of faults in the documents. */
function examples(): string[] {
  const texts = ['docs/emulator.md', 'docs/gateway.md'].map((file) => readFileSync(file, 'utf8'));
  const blocks = texts.flatMap((text) => [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? ''));
  return blocks.filter((block) => block.includes('"faults"'));
}
