import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import { world, type Caller, type World } from './world';

const EVENTS = ['Connected', 'Disconnected', 'Failed'];
const SCRIPT_HEAD = `function watch(call) { [${EVENTS.map((one) => `'${one}'`).join()}].forEach(function (name) {
  call.addEventListener(CallEvents[name], function (e) { Logger.write(name + ' ' + call.state() + ' ' + JSON.stringify(e)); }); }); }`;
const onAlerting = (body: string) =>
  `${SCRIPT_HEAD} VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; watch(call); ${body} });`;

async function ring(body: string, then?: (caller: Caller, w: World) => void, options: Partial<CloudOptions> = {}): Promise<{ w: World; caller: Caller }> {
  const w = world(onAlerting(body), options);
  const caller = w.dial();
  then?.(caller, w);
  await w.clock.runUntilIdle();
  return { w, caller };
}

const names = (w: World) => w.said.map((line) => line.split(' ')[0]);
const payload = (w: World, at: number) => JSON.parse(w.said[at]?.replace(/^\S+ \S+ /, '') ?? '') as Record<string, unknown>;
const violations = (w: World) => w.events.filter((event) => event.kind === 'violation').map((event) => String(event['what']));

describe('an incoming leg', () => {
  it.each([['nobody answers', ''], ['early media only', 'call.startEarlyMedia();'], ['it only rings', 'call.ring();']])(
    '[9.38] %s: Disconnected after 60 s', async (_what, body) => {
      const { w, caller } = await ring(body);
      expect(names(w)).toEqual(['Disconnected']);
      expect(payload(w, 0)).toMatchObject({ internalCode: 408 });
      expect(caller.story.at(-1)).toBe('ended 408 @60000');
    });

  it('[9.38] answered in the last millisecond it stays', async () => {
    const { caller } = await ring('setTimeout(function () { call.answer(); }, 59999);', (one, w) => w.clock.after(70_000, () => one.line.hangup()));
    expect(caller.story).toEqual(['connected @59999', 'ended 200 @70000']);
  });

  it('[9.39] answer() connects; a second one is a violation in the log', async () => {
    const { w, caller } = await ring('call.answer({ "X-A": "1", Other: "2" }); call.answer(); setTimeout(function () { call.hangup(); }, 5);');
    expect(names(w)).toEqual(['Connected', 'Disconnected']);
    expect(violations(w)).toEqual(['Call.answer() on a call that is answered already']);
    expect(caller.story).toEqual(['connected @0', 'ended 200 @5']);
  });

  it.each([[486, 486], [603, 603], [302, 302], [200, 603]])('[9.40] reject(%i): Disconnected at once with %i, no Failed', async (code, told) => {
    const { w, caller } = await ring(`call.reject(${code}); Logger.write('after');`);
    expect(names(w)).toEqual(['after', 'Disconnected']);
    expect(payload(w, 1)).toMatchObject({ internalCode: told });
    expect(caller.story).toEqual([`ended ${told} @0`]);
  });

  it.each(['', 'call.ring();', 'call.startEarlyMedia();'])('[9.41] the caller leaves before the answer: Disconnected (%s)', async (body) => {
    const { w } = await ring(body, (caller, own) => own.clock.after(3000, () => caller.line.hangup()));
    expect(names(w)).toEqual(['Disconnected']);
    expect(payload(w, 0)).toMatchObject({ internalCode: 487, duration: 0 });
  });

  it('[9.41] even before the first line of the scenario', async () => {
    const { w, caller } = await ring('', (one) => one.line.hangup());
    expect(w.said).toEqual([]);
    expect(caller.story).toEqual(['ended 487 @0']);
  });

  it('[9.42] hangup of a talking leg says how long, why and which way', async () => {
    const { w } = await ring('call.answer(); setTimeout(function () { call.hangup(); }, 12400);');
    expect(payload(w, 1)).toEqual({
      call: {}, name: 'Call.Disconnected', id: 'leg-1', headers: {}, internalCode: 200, reason: 'Normal call clearing',
      duration: 12, cost: 0, direction: 'Incoming',
    });
  });

  it('[9.43] both hang up in the same instant: one terminal event, one end', async () => {
    const { w, caller } = await ring('call.answer(); setTimeout(function () { call.hangup(); call.hangup(); }, 1000);', (one, own) => {
      own.clock.after(1000, () => one.line.hangup());
    });
    expect(names(w)).toEqual(['Connected', 'Disconnected']);
    expect(caller.story).toEqual(['connected @0', 'ended 200 @1000']);
  });

  it('[9.59] state() goes ALERTING, PROGRESSING, CONNECTED, TERMINATED', async () => {
    const { w } = await ring(`Logger.write(call.state()); call.ring(); Logger.write(call.state()); call.answer(); Logger.write(call.state());
      call.hangup(); Logger.write(call.state());`);
    expect(w.said.slice(0, 4)).toEqual(['ALERTING', 'PROGRESSING', 'CONNECTED', 'TERMINATED']);
  });

  it('[9.59] what a call says of itself', async () => {
    const { w } = await ring(`Logger.write([call.id(), call.incoming(), call.callerid(), call.displayName(), call.number(), call.clientType(), call.customData()].join()); call.reject(486);`);
    expect(w.said[0]).toBe('leg-1,true,79161234567,79161234567,74951234567,pstn,');
  });

  const METHODS = ['answer()', 'hangup()', 'reject(486)', 'ring()', 'say("x")', 'startPlayback("http://x/y")', 'stopPlayback()', 'sendMessage("x")', 'record()'];

  it.each(METHODS)('[9.60] %s on a call that is over: a word in the log, nothing else', async (method) => {
    const { w } = await ring(`call.reject(486); call.${method}; Logger.write('goes on');`);
    expect(names(w)).toEqual(['goes', 'Disconnected']);
    expect(violations(w)).toEqual([`Call.${method.split('(')[0]}() on a call that is over`]);
  });

  it.each(METHODS)('[9.60] %s throws under the switch', async (method) => {
    const { w } = await ring(`call.reject(486); try { call.${method}; } catch (error) { Logger.write('threw ' + (error instanceof Error)); }`, undefined, { switches: { deadCall: 'throw' } });
    expect(w.said[0]).toBe('threw true');
  });

  it('a strict cloud throws every violation at the scenario', async () => {
    const { w } = await ring('call.answer(); call.answer();', undefined, { strict: true });
    expect(w.cloud.history[0]?.finishReason).toBe('JS session error');
  });
});
