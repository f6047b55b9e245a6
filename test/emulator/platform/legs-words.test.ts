import { describe, expect, it } from 'vitest';
import { world, type Caller, type World } from './world';

const HEAD = `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; call.answer({ 'X-Answer': 'yes', Via: 'no' });
  ['MessageReceived', 'InfoReceived', 'ToneReceived', 'OnHold', 'OffHold', 'MicStatusChange'].forEach(function (name) {
    call.addEventListener(CallEvents[name], function (event) { Logger.write(JSON.stringify(event)); }); });
  call.addEventListener(CallEvents.Connected, function () {`;

/** A talking call; `body` runs in the scenario, `act` at the telephone. */
async function talk(body: string, act: (caller: Caller) => void): Promise<{ w: World; caller: Caller; told: Record<string, unknown>[] }> {
  const w = world(`${HEAD} ${body} }); });`);
  const caller = w.dial();
  await w.clock.runFor(100);
  act(caller);
  await w.clock.runFor(100);
  return { w, caller, told: w.said.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const violations = (w: World) => w.events.filter((event) => event.kind === 'violation').map((event) => String(event['what']));

describe('[9.50] headers', () => {
  it('[9.50] X- ones travel, others do not', async () => {
    const w = world(`${HEAD} }); });`);
    const headers: unknown[] = [];
    w.dial().line.listen({ connected: (got) => headers.push(got) });
    await w.clock.runFor(10);
    expect(headers).toEqual([{ 'X-Answer': 'yes' }]);
  });

  it.each([[200, 0], [201, 1]])('[9.50] a field of %i bytes: %i violations', async (length, count) => {
    const { w } = await talk(`call.hangup({ 'X-Long': 'x'.repeat(${length}) });`, () => undefined);
    expect(violations(w)).toHaveLength(count);
  });

  it.each([[20, 0], [21, 1]])('[9.50] %i fields of 190 bytes: %i violations of the sum', async (count, violated) => {
    const { w } = await talk(`var h = {}; for (var i = 10; i < 10 + ${count}; i++) h['X-' + i] = 'x'.repeat(190); call.hangup(h);`, () => undefined);
    expect(violations(w).filter((what) => what.includes('together'))).toHaveLength(violated);
  });
});

describe('[9.51] messages', () => {
  it('[9.51] from the far end: MessageReceived and InfoReceived', async () => {
    const { told } = await talk('', ({ line }) => {
      line.sendMessage('hello');
      line.sendInfo('text/x', 'body', { 'X-A': '1', B: '2' });
    });
    expect(told).toEqual([
      { call: {}, name: 'Call.MessageReceived', id: 'leg-1', text: 'hello' },
      { call: {}, name: 'Call.InfoReceived', id: 'leg-1', mimeType: 'text/x', body: 'body', headers: { 'X-A': '1' } },
    ]);
  });

  it('[9.51] from the scenario: the far end gets them', async () => {
    const { caller } = await talk(`call.sendMessage('hello'); call.sendInfo('text/x', 'body'); call.sendDigits('12#');`, () => undefined);
    expect(caller.messages).toEqual(['hello', 'text/x body', 'application/dtmf 12#']);
  });

  it.each([[8192, 1, 0], [8193, 0, 1]])('[9.51] %i bytes: %i arrive, %i violations', async (length, arrived, violated) => {
    const { w, caller } = await talk(`call.sendMessage('x'.repeat(${length}));`, () => undefined);
    expect([caller.messages.length, violations(w).length]).toEqual([arrived, violated]);
  });

  it.each([[8192, 1, 0], [8193, 0, 1]])('[9.51] %i bytes from outside: %i arrive, %i violations', async (length, arrived, violated) => {
    const { w, told } = await talk('', ({ line }) => line.sendInfo('a/b', 'x'.repeat(length)));
    expect([told.length, violations(w).length]).toEqual([arrived, violated]);
  });
});

describe('tones, hold, microphone', () => {
  it.each([['', 0], ['call.handleTones(true);', 1], ['call.handleTones(true); call.handleTones(false);', 0]])('[9.57] tones after "%s": %i', async (body, count) => {
    const { told } = await talk(body, ({ line }) => line.sendTone('5'));
    expect(told.map((event) => event['tone'])).toEqual(count ? ['5'] : []);
  });

  it('hold and its end reach the scenario', async () => {
    const { told } = await talk('', ({ line }) => {
      line.hold(true);
      line.hold(false);
    });
    expect(told.map((event) => event['name'])).toEqual(['Call.OnHold', 'Call.OffHold']);
  });

  it.each([['', 0], ['call.handleMicStatus(true);', 1]])('the microphone after "%s": %i events', async (body, count) => {
    expect((await talk(body, ({ line }) => line.setSpeaking(false))).told).toHaveLength(count);
  });
});
