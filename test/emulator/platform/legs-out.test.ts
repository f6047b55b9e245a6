import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import type { RingingLine } from '../../../emulator/platform/lines';
import type { Switches } from '../../../emulator/switches';
import { watch, world, type Caller, type World } from './world';

const EVENTS = ['Ringing', 'AudioStarted', 'Connected', 'Disconnected', 'Failed'];
const HEAD = `function watch(call) { [${EVENTS.map((one) => `'${one}'`).join()}].forEach(function (name) {
  call.addEventListener(CallEvents[name], function (e) {
    Logger.write([name, e.code || e.internalCode, e.reason].filter(Boolean).join(' ')); }); }); return call; }`;

interface Rung {
  w: World;
  /** The operator's devices, in the order they rang. */
  devices: Caller[];
  /** What the scenario was told, with the time since the start. */
  told: string[];
}

/** Runs a script in which a user `op` may be called; `act` is what each of his devices does. */
async function call(script: string, act: (line: RingingLine, w: World) => void = () => undefined, options: Partial<CloudOptions> & { devices?: number } = {}): Promise<Rung> {
  const w = world(`${HEAD} ${script}`, options);
  w.user('op');
  const devices: Caller[] = [];
  for (let i = 0; i < (options.devices ?? 1); i++) {
    w.cloud.connectOperator('op', { queueType: 'acd' }, { ring: (line) => (devices.push(watch(w.cloud, line)), act(line, w)) });
  }
  const startMs = w.clock.now();
  const told: string[] = [];
  w.cloud.trace.subscribe((event) => event.kind === 'log' && told.push(`${String(event['text'])} @${event.atMs - startMs}`));
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(600_000);
  return { w, devices, told };
}

const CALL = `watch(VoxEngine.callUser({ username: 'op', callerid: '100', displayName: 'Anna', extraHeaders: { 'X-A': '1', Other: '2' } }));`;

describe('callUser', () => {
  it('[9.44] gives a Call at once; its events come later', async () => {
    const { told, devices } = await call(`var call = ${CALL} Logger.write('state ' + call.state() + ' ' + call.id());`, (line) => line.answer());
    expect(told).toEqual(['state PROGRESSING leg-1 @0', 'Ringing @0', 'AudioStarted @0', 'Connected @0']);
    expect(devices[0]?.line).toMatchObject({ number: '100', displayName: 'Anna', headers: { 'X-A': '1' } });
  });

  it.each([['before', ['AudioStarted', 'Connected']], ['after', ['Connected', 'AudioStarted']]] as const)(
    '[9.136] AudioStarted %s Connected', async (audioStarted, order) => {
      const { told } = await call(CALL, (line) => line.answer(), { switches: { audioStarted } });
      expect(told.slice(1)).toEqual(order.map((name) => `${name} @0`));
    });

  it('[9.45] the old positional form', async () => {
    const { told, devices } = await call(`watch(VoxEngine.callUser('op', '100', 'Anna', { 'X-A': '1' }, false));`, (line) => line.answer());
    expect(told.at(-1)).toBe('Connected @0');
    expect(devices[0]?.line).toMatchObject({ number: '100', displayName: 'Anna', headers: { 'X-A': '1' } });
  });

  it('[9.46] an offline user: Failed 480', async () => {
    expect((await call(CALL, undefined, { devices: 0 })).told).toEqual(['Failed 480 Temporarily Unavailable @0']);
  });

  it.each([[undefined, 60], [10, 10], [25, 25], [400, 400]])('[9.47] VI-CallTimeout %s: Failed 408 after %i s', async (header, seconds) => {
    const headers = header === undefined ? '{}' : `{ 'VI-CallTimeout': '${header}' }`;
    const { told, devices } = await call(`watch(VoxEngine.callUser({ username: 'op', callerid: '1', extraHeaders: ${headers} }));`);
    expect(told).toEqual(['Ringing @0', `Failed 408 Request Timeout @${seconds * 1000}`]);
    expect(devices[0]?.story).toEqual([`ended 408 @${seconds * 1000}`]);
  });

  it.each([['clamp', 5, 10], ['clamp', 1800, 400], ['ignore', 5, 60], ['ignore', 401, 60]] as const)(
    '[9.47] outside of 10 to 400 (%s): %i becomes %i', async (callTimeoutOutside, given, seconds) => {
      const { told } = await call(`watch(VoxEngine.callUser({ username: 'op', callerid: '1', extraHeaders: { 'VI-CallTimeout': '${given}' } }));`,
        undefined, { switches: { callTimeoutOutside } });
      expect(told.at(-1)).toBe(`Failed 408 Request Timeout @${seconds * 1000}`);
    });

  it.each([[{}, '603 Decline'], [{ busy: true }, '486 Busy Here']])('[9.48] the operator rejects %j: Failed %s', async (how, failed) => {
    expect((await call(CALL, (line, w) => w.clock.after(5, () => line.reject(how)))).told).toEqual(['Ringing @0', `Failed ${failed} @5`]);
  });

  it('[9.48] the scenario hangs up while it rings: Failed 487, the device stops', async () => {
    const { told, devices } = await call(`var call = ${CALL} setTimeout(function () { call.hangup(); }, 100);`);
    expect(told).toEqual(['Ringing @0', 'Failed 487 Request Terminated @100']);
    expect(devices[0]?.end).toMatchObject({ code: 487, wasConnected: false });
  });

  it('[9.48] an unknown user: 404', async () => {
    expect((await call(`watch(VoxEngine.callUser({ username: 'nobody', callerid: '1' }));`)).told).toEqual(['Failed 404 Not Found @0']);
  });

  it('[9.42] hangup of a leg that talked: Disconnected, not Failed', async () => {
    const { told } = await call(`var call = ${CALL} call.addEventListener(CallEvents.Connected, function () { setTimeout(function () { call.hangup(); }, 100); });`, (line) => line.answer());
    expect(told.slice(-2)).toEqual(['Connected @0', 'Disconnected 200 Normal call clearing @100']);
  });

  it('[9.43] answered and given up in one instant: exactly one end', async () => {
    const { told, devices } = await call(`var call = ${CALL} setTimeout(function () { call.hangup(); }, 100);`, (line, w) => w.clock.after(100, () => line.answer()));
    expect(told.filter((line) => /Failed|Disconnected/.test(line))).toHaveLength(1);
    expect(devices[0]?.story.filter((line) => line.startsWith('ended'))).toHaveLength(1);
  });

  it('[9.124] all devices ring; those that did not answer learn who did', async () => {
    const { devices } = await call(CALL, (line, w) => w.clock.after(50, () => line.answer()), { devices: 2 });
    expect(devices.map((device) => [device.end?.answeredElsewhere ?? null, device.line.state])).toEqual([[null, 'connected'], [true, 'ended']]);
  });

  it('busy at one device leaves the other ringing, a decline stops all', async () => {
    const script = `watch(VoxEngine.callUser({ username: 'op', callerid: '1' }));`;
    let rang = 0;
    const { told, devices } = await call(script, (line, w) => {
      const how = rang++ === 0 ? { busy: true } : {};
      w.clock.after(rang * 10, () => line.reject(how));
    }, { devices: 2 });
    expect(devices.map((device) => device.end?.code)).toEqual([486, 603]);
    expect(told.at(-1)).toBe('Failed 603 Decline @20');
  });
});

describe('[9.49] limits of legs', () => {
  const many = (count: number) => `for (var i = 0; i < ${count}; i++) watch(VoxEngine.callPSTN('1', '2'));`;
  const failures = (told: string[]) => told.filter((line) => line.startsWith('Failed 403'));

  async function dialOut(script: string, act: (line: RingingLine) => void): Promise<string[]> {
    const w = world(`${HEAD} ${script}`);
    w.cloud.answerAt('pstn', '1', act);
    w.cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runFor(1000);
    return w.said;
  }

  it.each([[10, 0], [11, 1]])('[9.49] %i unanswered at a time: %i refused', async (count, refused) => {
    expect(failures(await dialOut(many(count), () => undefined))).toHaveLength(refused);
  });

  it.each([[50, 0], [51, 1]])('[9.49] %i attempts in a session: %i refused', async (count, refused) => {
    const oneByOne = `var left = ${count}; (function next() { if (left-- === 0) return;
      watch(VoxEngine.callPSTN('1', '2')).addEventListener(CallEvents.Failed, next); })();`;
    const told = await dialOut(oneByOne, (line) => line.reject({ busy: true }));
    expect(failures(told)).toHaveLength(refused);
    expect(told).toHaveLength(count);
  });
});

describe('telephones and SIP servers outside', () => {
  async function outside(script: string, kind: 'pstn' | 'sip', switches: Partial<Switches> = {}): Promise<string[]> {
    const w = world(`${HEAD} ${script}`, { switches });
    w.cloud.answerAt(kind, /^(79160000000|sip:a@b\.test)$/, (line) => {
      line.progress('ringing');
      w.clock.after(100, () => line.progress('early-media'));
      w.clock.after(200, () => line.answer());
      w.clock.after(300, () => line.hangup());
    });
    w.cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runFor(1000);
    return w.said;
  }
  const ALL = ['Ringing', 'AudioStarted', 'Connected', 'Disconnected 200 Normal call clearing'];

  it('callPSTN rings the number, whatever its punctuation', async () => {
    expect(await outside(`watch(VoxEngine.callPSTN('+7 (916) 000-00-00', '74951234567'));`, 'pstn')).toEqual(ALL);
  });

  it.each([`'sip:a@b.test', { callerid: '1' }`, `'sip:a@b.test', '1', 'Anna', 'password'`])('callSIP(%s)', async (args) => {
    expect(await outside(`watch(VoxEngine.callSIP(${args}));`, 'sip')).toEqual(ALL);
  });

  it('a number that nobody has: 404', async () => {
    expect(await outside(`watch(VoxEngine.callPSTN('123', '1'));`, 'pstn')).toEqual(['Failed 404 Not Found']);
  });
});
