import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createAccount } from '../../../emulator/account/account';
import { RealClock } from '../../../emulator/clock/real-clock';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createCloud } from '../../../emulator/create-cloud';
import { loopbackSockets } from '../../../emulator/platform/http/socket-wire';
import { parseFaults, type FaultFile } from '../../../emulator/faults/fault-file';
import { createFaults } from '../../../emulator/faults/fault-plan';
import type { WireAnswer } from '../../../emulator/platform/http/wire';
import { recordedCloud } from '../../../emulator/recorder/recorder';
import { parseRecording, type Recording } from '../../../emulator/recorder/recording';
import { replayRecording } from '../../../emulator/recorder/replay';
import { world } from '../platform/world';
import { randomDay } from '../invariants/random-day';

/** A random day that is written down, through JSON and back. */
async function recorded(seed: number, calls: number, faults: FaultFile | null = null): Promise<Recording> {
  const clock = new VirtualClock({ drain: 'flagged' });
  let text = '';
  const lines: string[] = [];
  const make: typeof createCloud = (options) => {
    const { cloud, recorder } = recordedCloud(options, createCloud, { faults, write: (entry) => lines.push(JSON.stringify(entry)) });
    clock.after(calls * 6000 + 100_000, () => {
      recorder.stop();
      text = lines.join('\n');
    });
    return cloud;
  };
  randomDay({ seed, calls, clock, make, options: { realm: 'shared', ...(faults ? { faults: createFaults(faults) } : {}) } });
  await clock.runFor(calls * 6000 + 100_001);
  return parseRecording(text);
}

describe('a recording', () => {
  it.each([1, 2, 3])('plays again, event by event (seed %i)', async (seed) => {
    const recording = await recorded(seed, 30);
    expect(recording.trace.length).toBeGreaterThan(200);
    expect(replayRecording(recording).difference).toBeNull();
  });

  it('with faults plays again with the same faults', async () => {
    const faults = parseFaults({
      seed: 3,
      faults: [
        { on: 'event', name: 'SmartQueue.*', delayMs: [10, 900], probability: 0.5 },
        { on: 'http', url: '*', status: 503, probability: 0.3 },
        { on: 'http', url: '*', delayMs: 700, probability: 0.3 },
        { on: 'session', crashAfterMs: 9000, probability: 0.2 },
      ],
    });
    const recording = await recorded(6, 30, faults);
    expect(recording.trace.filter(({ kind, code }) => kind === 'http.answer' && code === 503).length).toBeGreaterThan(2);
    expect(replayRecording(recording).difference).toBeNull();
  });

  it('keeps the body of a request as text, in whatever bytes it came', () => {
    const lines: string[] = [];
    const { cloud } = recordedCloud({ rows: createAccount(), clock: new VirtualClock() }, createCloud, { write: (entry) => lines.push(JSON.stringify(entry)) });
    const request = { method: 'POST', body: Buffer.from('{"name":"Ольга"}'), headers: {} };
    cloud.httpToSession('/nobody', request);
    const { inputs } = parseRecording(lines.join('\n'));
    expect(inputs).toContainEqual(expect.objectContaining({ kind: 'http', request: { ...request, body: '{"name":"Ольга"}' } }));
  });

  it('another realm plays the same', async () => {
    const recording = await recorded(4, 10);
    expect(replayRecording({ ...recording, realm: 'context' }).difference).toBeNull();
  });

  it('a changed scenario shows where the story parts', async () => {
    const recording = await recorded(1, 10);
    const first = recording.inputs.find((input) => input.kind === 'account');
    const scripts = first?.account.tables.scenarios as [number, { script: string }][];
    for (const [, row] of scripts) row.script = row.script.replace('Logger.write(advice.code', "Logger.write('NEW ' + advice.code");
    const { difference } = replayRecording(recording);
    expect(difference?.recorded).toMatchObject({ kind: 'log' });
    expect(difference?.replayed?.['text']).toMatch(/^NEW /);
  });

  it.each([0, 25])('what was recorded in real time plays again in virtual time, though the machine is busy for %i ms of every 30', async (busyMs) => {
    const clock = new RealClock();
    const busy = setInterval(() => {
      for (const untilMs = performance.now() + busyMs; performance.now() < untilMs; );
    }, 30);
    // Answers come from outside of the clock, as over a socket.
    const wire = () => new Promise<WireAnswer>((resolve) => setImmediate(() => resolve({ status: 200 })));
    let taken: Recording | null = null;
    const make: typeof createCloud = (options) => {
      const { cloud, recorder } = recordedCloud(options, createCloud);
      clock.after(1500, () => (taken = recorder.recording()));
      return cloud;
    };
    randomDay({ seed: 5, calls: 6, clock, hurry: 50, make, options: { wire } });
    await expect.poll(() => taken, { timeout: 10_000 }).not.toBeNull();
    clearInterval(busy);
    clock.close();
    expect(replayRecording(taken as unknown as Recording).difference).toBeNull();
  });

  it('of web sockets, out of a session and into it, plays again without their far ends', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket) => socket.on('message', (data: Buffer) => socket.send(`echo ${data.toString()}`)));
    await once(server, 'listening');
    const w = world(`VoxEngine.allowWebSocketConnections();
      VoxEngine.addEventListener(AppEvents.Started, function (e) { Logger.write(e.accessURL); });
      VoxEngine.addEventListener(AppEvents.WebSocket, function (e) {
        e.websocket.onmessage = function (m) { Logger.write('in ' + m.text); out.send(m.text); };
      });
      var out = VoxEngine.createWebSocket('ws://127.0.0.1:${(server.address() as AddressInfo).port}/');
      out.onmessage = function (m) { Logger.write('out ' + m.text); };
      out.onclose = function (e) { Logger.write('closed ' + e.code); };`);
    const { cloud, recorder } = recordedCloud({ rows: w.rows, clock: w.clock, socketWire: loopbackSockets(w.clock) }, createCloud);
    const said: string[] = [];
    cloud.trace.subscribe((event) => event.kind === 'log' && said.push(String(event['text'])));
    const heard = (what: string) => expect.poll(async () => (await w.clock.runFor(1), said.at(-1)), { timeout: 5000 }).toBe(what);
    cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runFor(1);
    const peer = cloud.socketToSession(new URL(said[0] ?? '').pathname, { method: 'GET', body: '', headers: {} }, { send: () => undefined, close: () => undefined });
    peer?.message('hello');
    await heard('out echo hello');
    for (const client of server.clients) client.close(1000);
    await heard('closed 1000');
    const recording = recorder.recording();
    cloud.close();
    server.close();
    expect(recording.inputs.filter(({ kind }) => kind.startsWith('socket'))).toHaveLength(5);
    const { difference, trace } = replayRecording(recording);
    expect(difference).toBeNull();
    expect(trace.filter(({ kind }) => kind === 'log').map(({ text }) => text).slice(1)).toEqual(['in hello', 'out echo hello', 'closed 1000']);
  });

  it('something else is refused', () => {
    expect(() => parseRecording('{"kind":"x"}')).toThrow('Expected a recording of version 3, got kind "x" version undefined');
    expect(() => parseRecording('')).toThrow('Expected a recording of version 3, got kind "undefined"');
  });
});
