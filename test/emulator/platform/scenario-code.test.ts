import { createHash } from 'node:crypto';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import type { CloudOptions } from '../../../emulator/cloud';
import type { Wire } from '../../../emulator/platform/http/wire';
import { world, type World } from './world';

async function run(script: string, options: Partial<CloudOptions> = {}, clock?: VirtualClock): Promise<World> {
  const w = world(script, options, clock);
  w.dial();
  await w.clock.runUntilIdle();
  return w;
}

const errorOf = (w: World) => w.events.find((event) => event.kind === 'error');
const onAlerting = (body: string) => `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; ${body} });`;
const REQUEST = `Net.httpRequest('http://127.0.0.1/', function () { Logger.write('answered'); VoxEngine.terminate(); });`;
/** Answers, and on the way, still inside of the callback that asks, does this. */
const doing = (what: () => void): Wire => () => {
  what();
  return { status: 200 };
};

describe('listeners', () => {
  it('[9.19] something that is no function is taken, and kills the session when the event comes', async () => {
    const w = await run(`${onAlerting(`call.addEventListener(CallEvents.Connected, 'not a function'); call.answer(); Logger.write('taken');`)}`);
    expect(w.said).toEqual(['taken']);
    expect(errorOf(w)?.['message']).toContain('The listener of Call.Connected is not a function but string');
  });

  it('[9.20] they run in the order they came; one goes, or all of an event', async () => {
    const w = await run(onAlerting(`
      function on(name) { return function () { Logger.write(name); }; }
      var a = on('a'), b = on('b'), c = on('c');
      [a, b, c].forEach(function (fn) { call.addEventListener(CallEvents.Connected, fn); });
      call.removeEventListener(CallEvents.Connected, b);
      call.addEventListener(CallEvents.Disconnected, a);
      call.removeEventListener(CallEvents.Disconnected);
      call.answer(); setTimeout(function () { call.hangup(); }, 10);`));
    expect(w.said).toEqual(['a', 'c']);
  });

  it('an event name that is not in the list is reported', async () => {
    const w = await run(onAlerting(`call.addEventListener('Call.Nonsense', function () {}); call.reject(486);`));
    expect(w.events.find((event) => event.kind === 'violation')?.['what']).toContain('Call.Nonsense');
  });
});

describe('time', () => {
  it('[9.21] a callback over 1 s is stopped and the session dies', async () => {
    const w = await run(onAlerting('for (;;) {}'), { endlessMs: 1_000 });
    expect(errorOf(w)?.['message']).toBe('A callback ran longer than 1 s');
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('[9.21] so is an endless chain of promises', async () => {
    const w = await run(onAlerting('(async function () { for (;;) await null; })();'), { endlessMs: 1_000 });
    expect(errorOf(w)?.['message']).toBe('A callback ran longer than 1 s');
  });

  it('[9.21] a machine that is busy with other things takes nothing of that second', async () => {
    const stall = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
    const w = await run(onAlerting(REQUEST), { wire: doing(stall) });
    expect([errorOf(w), w.said]).toEqual([undefined, ['answered']]);
  });

  it('[9.21] one that computes for longer dies, though it comes to its end', async () => {
    const computedMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;
    const compute = () => { for (const before = process.cpuUsage(); computedMs(process.cpuUsage(before)) < 1_050;); };
    const w = await run(onAlerting(REQUEST), { wire: doing(compute) });
    expect(errorOf(w)?.['message']).toBe('A callback ran longer than 1 s');
  });

  it.each(['context', 'shared'] as const)('is told in whole milliseconds, also between two of them: %s', async (realm) => {
    const w = await run(onAlerting('Logger.write([Date.now(), new Date().getTime(), +new Date()].map(function (ms) { return ms % 1; }).join()); call.reject(486);'),
      { realm }, new VirtualClock({ startMs: 1_000.7 }));
    expect(w.said).toEqual(['0,0,0']);
  });

  it.each([[100, undefined], [101, 'Exceeded the limit of 100 active timers']])('[9.22] %i active timers', async (count, message) => {
    const w = await run(onAlerting(`for (var i = 0; i < ${count}; i++) setTimeout(function () {}, 10); call.reject(486);`));
    expect(errorOf(w)?.['message']).toBe(message);
  });

  it.each([[10, 1000], [99, 1000], [100, 1000], [150, 1500]])('[9.23] setInterval(%i) runs ten times in %i ms', async (delay, lastsMs) => {
    const w = await run(onAlerting(`call.reject(486); var n = 0, at = Date.now();
      var id = setInterval(function () { if (++n === 10) { clearInterval(id); Logger.write(String(Date.now() - at)); } }, ${delay});`));
    expect(w.said).toEqual([String(lastsMs)]);
  });
});

describe('what is written', () => {
  it('[9.24] Logger.write keeps the order and cuts at 15000 characters', async () => {
    const w = await run(`Logger.write('one'); Logger.write('x'.repeat(15001)); Logger.write('three');`);
    expect(w.said.map((text) => text.length)).toEqual([3, 15000, 5]);
    expect(w.cloud.history[0]?.log.filter((line) => /one|three/.test(line))).toHaveLength(2);
  });

  it.each([
    [['200', 'throw'], 200, 200], [['200', 'throw'], 201, null], [['200', 'truncate'], 201, 200],
    [['2000', 'throw'], 2000, 2000], [['2000', 'truncate'], 2001, 2000],
  ] as const)('[9.25] limit and what is over it %j: %i bytes give %s', async ([customDataBytes, customDataOver], given, kept) => {
    const script = `VoxEngine.customData('x'.repeat(${given})); Logger.write(String(VoxEngine.customData().length));`;
    const w = await run(script, { switches: { customDataBytes, customDataOver } });
    expect(w.said).toEqual(kept === null ? [] : [String(kept)]);
  });

  it('[9.25] bytes are counted, not characters, for a call too', async () => {
    const w = await run(onAlerting(`call.customData('я'.repeat(101));`));
    expect(errorOf(w)?.['message']).toBe('customData of 202 bytes, the limit is 200');
  });

  it('[9.26] getSecretValue is synchronous, undefined for a missing name or another application', async () => {
    const w = world(`Logger.write(VoxEngine.getSecretValue('KEY') + typeof VoxEngine.getSecretValue('NONE') + typeof VoxEngine.getSecretValue('ALIEN'));`);
    w.rows.secrets.set(1, { id: 1, applicationId: w.applicationId, name: 'KEY', value: 'value', description: '' });
    w.rows.secrets.set(2, { id: 2, applicationId: 999, name: 'ALIEN', value: 'x', description: '' });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['valueundefinedundefined']);
  });
});

describe('names that are not there', () => {
  it.each([
    ['VoxEngine.teleport()', 'VoxEngine.teleport'],
    ['CallEvents.Teleported', 'CallEvents.Teleported'],
    ['call.teleport()', 'Call.teleport'],
    ['VoiceList.Amazon.xx_XX_Nobody', 'VoiceList.Amazon.xx_XX_Nobody'],
    ['Net.sendPigeon()', 'Net.sendPigeon'],
    ['VoxEngine.createURLPlayer("http://a/b").teleport', 'Player.teleport'],
  ])('%s fails by its name, even swallowed', async (code, name) => {
    const w = await run(onAlerting(`try { ${code}; } catch (error) { Logger.write(error.message); } call.reject(486);`));
    expect(w.said[0]).toBe(`${name} is not in this emulator; docs/platform-ledger.md lists what is`);
    expect(w.events.find((event) => event.kind === 'unknown-name')?.['name']).toBe(name);
  });

  it('the place of the error is that of the TypeScript source', async () => {
    const source = 'type Call = { teleport(): void };\n\nfunction move(call: Call) {\n  call.teleport();\n}\nVoxEngine.addEventListener(AppEvents.CallAlerting, (e: { call: Call }) => move(e.call));';
    const built = await transform(source, { loader: 'ts', minify: true, sourcemap: 'external', sourcefile: 'inbound.ts' });
    const sha256 = createHash('sha256').update(built.code).digest('hex');
    const w = await run(built.code, { sourceMaps: new Map([[sha256, built.map]]) });
    expect(errorOf(w)?.['at']).toBe('inbound.ts:4:8');
    expect(w.cloud.history[0]?.log.join('\n')).toContain('ReferenceError: Call.teleport is not in this emulator');
  });

  it.each([
    ['throw new Error("on purpose");', 'bug.ts:4:9: Error: on purpose'],
    ['(undefined as unknown as Call).answer();', "bug.ts:4:34: TypeError: Cannot read properties of undefined (reading 'answer')"],
    ['void Promise.reject(new Error("late"));', 'bug.ts:4:23: Error: late'],
    ['setTimeout(() => { throw new TypeError("later"); }, 10);', 'bug.ts:4:28: TypeError: later'],
    ['for (let i = 0; i < 101; i++) setTimeout(() => undefined, 10);', 'bug.ts:4:33: Error: Exceeded the limit of 100 active timers'],
    ['for (let i = 0; i < 36; i++) Net.httpRequest("http://127.0.0.1/", () => undefined);', 'bug.ts:4:36: Error: Exceeded the HTTP connection count limit!'],
    ['VoxEngine.enqueueTask({});', "bug.ts:4:13: ReferenceError: VoxEngine.enqueueTask (needs require of module 'smartqueue') is not in this emulator; docs/platform-ledger.md lists what is"],
    ['for (;;);', 'TimeoutError: A callback ran longer than 1 s, in a handler of Application.CallAlerting'],
    ['throw "a text";', 'Error: a text, in a handler of Application.CallAlerting'],
  ])('a bug is one readable line: %s', async (bug, text) => {
    const source = `interface Call { answer(): void }\n\nVoxEngine.addEventListener(AppEvents.CallAlerting, (e: { call: Call }) => {\n  ${bug}\n  e.call.answer();\n});`;
    const built = await transform(source, { loader: 'ts', minify: true, sourcemap: 'external', sourcefile: 'bug.ts' });
    const sha256 = createHash('sha256').update(built.code).digest('hex');
    const w = await run(built.code, { sourceMaps: new Map([[sha256, built.map]]), endlessMs: 1_000 });
    expect(errorOf(w)?.['text']).toBe(text);
    expect(w.cloud.history[0]?.log.filter((line) => line.includes('JS session error'))).toEqual([expect.stringContaining(`JS session error: ${text}`)]);
    expect(w.cloud.history[0]?.finishReason).toBe('JS session error');
  });

  it('what the language looks for by itself does no harm', async () => {
    const w = await run(onAlerting(`(async function () { await call; await VoxEngine; Logger.write(JSON.stringify(e) + call + Object.keys(VoxEngine).length); call.reject(486); })();`));
    expect(w.said[0]).toContain('Call leg-1 incoming ALERTING');
    expect(errorOf(w)).toBeUndefined();
  });
});
