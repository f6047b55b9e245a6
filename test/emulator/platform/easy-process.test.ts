import { describe, expect, it } from 'vitest';
import type { RingingLine } from '../../../emulator/platform/lines';
import { watch, world, type Caller, type World } from './world';

interface Forwarded {
  w: World;
  caller: Caller;
  other: Caller | undefined;
}

async function forward(script: string, act: (line: RingingLine, w: World) => void, hangUpAfterMs?: number): Promise<Forwarded> {
  const w = world(script);
  w.user(`${74951234567}`);
  const others: Caller[] = [];
  const take = (line: RingingLine) => (others.push(watch(w.cloud, line)), act(line, w));
  w.cloud.connectOperator('74951234567', { queueType: 'acd' }, { ring: take });
  w.cloud.answerAt('pstn', /.*/, take);
  w.cloud.answerAt('sip', /.*/, take);
  const caller = w.dial();
  if (hangUpAfterMs !== undefined) w.clock.after(hangUpAfterMs, () => caller.line.hangup());
  await w.clock.runFor(10_000);
  return { w, caller, other: others[0] };
}

const answerAfter = (ms: number) => (line: RingingLine, w: World) => void w.clock.after(ms, () => line.answer());

describe('[9.58] easyProcess', () => {
  const EASY = `VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
    VoxEngine.easyProcess(e.call, VoxEngine.callUser({ username: '74951234567', callerid: e.callerid }), function (a, b) { Logger.write(a.id() + b.id()); }); });`;

  it('[9.58] rings, answers and joins; the caller’s end ends the session', async () => {
    const { w, caller, other } = await forward(EASY, answerAfter(2000), 5000);
    expect(caller.story).toEqual(['ringing @0', 'early-media @2000', 'connected @2000', 'ended 200 @5000']);
    expect(other?.end).toMatchObject({ code: 200, wasConnected: true });
    expect(w.said).toEqual(['leg-1leg-2']);
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('[9.58] the other’s end ends it too', async () => {
    const { w, caller } = await forward(EASY, (line, own) => {
      answerAfter(10)(line, own);
      own.clock.after(500, () => line.hangup());
    });
    expect(caller.story.at(-1)).toBe('ended 200 @500');
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('[9.58] a failed second leg ends it with that code', async () => {
    const { w, caller } = await forward(EASY, (line) => line.reject({ busy: true }));
    expect(caller.end?.code).toBe(486);
    expect(w.cloud.live().sessions).toBe(0);
  });

  it('[9.58] words cross over', async () => {
    const { caller, other } = await forward(EASY, (line, w) => {
      line.answer();
      w.clock.after(100, () => line.sendMessage('from the operator'));
    });
    caller.line.sendMessage('from the caller');
    expect(caller.messages).toEqual(['from the operator']);
    expect(other?.heard.at(-1)).toEqual({ kind: 'leg', legId: 'leg-1' });
  });
});

describe('one-line scenarios', () => {
  it.each([
    'VoxEngine.forwardCallToUser();',
    'VoxEngine.forwardCallToUserDirect();',
    'VoxEngine.forwardCallToSIP();',
    `VoxEngine.forwardCallToPSTN(function (number) { return number.slice(1); }, function () {}, { callerid: '1' });`,
  ])('%s', async (script) => {
    const { caller, other } = await forward(script, answerAfter(100), 4000);
    expect(caller.story.slice(-2)).toEqual(['connected @100', 'ended 200 @4000']);
    expect(other?.end?.code).toBe(200);
  });

  it('playSoundAndHangup', async () => {
    const { w, caller } = await forward(`VoxEngine.playSoundAndHangup('http://x/closed.mp3');`, () => undefined);
    expect(caller.story).toEqual(['early-media @0', 'ended 603 @5000']);
    expect(w.cloud.live().sessions).toBe(0);
  });
});
