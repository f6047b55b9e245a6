import { describe, expect, it } from 'vitest';
import type { RingingLine } from '../../../emulator/platform/lines';
import { world, type World } from './world';

const SCRIPT = (place: string) => `var leg = ${place};
  ['TransferComplete', 'TransferFailed', 'Disconnected'].forEach(function (name) {
    leg.addEventListener(CallEvents[name], function (e) { Logger.write([name, e.role, e.code].filter(Boolean).join(' ')); }); });
  leg.addEventListener(CallEvents.Connected, function () { leg.transferTo({ to: 'sip:desk@example.test', headers: { 'X-Case': '7' } }); });`;

async function transfer(act: (line: RingingLine) => void, place = `VoxEngine.callSIP('sip:a@b.test', { callerid: '1' })`): Promise<World> {
  const w = world(SCRIPT(place));
  for (const kind of ['sip', 'pstn'] as const) w.cloud.answerAt(kind, /./, act);
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(1000);
  return w;
}

describe('transferTo', () => {
  it('a far end that takes the REFER: TransferComplete, and the call is out of the cloud', async () => {
    const asked: unknown[] = [];
    const w = await transfer((line) => {
      line.listen({ refer: (to, headers) => (asked.push([to, headers]), 202) });
      line.answer();
    });
    expect(asked).toEqual([['sip:desk@example.test', { 'X-Case': '7' }]]);
    expect(w.said).toEqual(['TransferComplete transferor', 'Disconnected']);
    expect(w.cloud.live().legs).toBe(0);
  });

  it.each([
    ['one that refuses', (line: RingingLine) => (line.listen({ refer: () => 486 }), line.answer()), undefined, 486],
    ['one that does not speak REFER', (line: RingingLine) => line.answer(), undefined, 501],
    ['no SIP call', (line: RingingLine) => line.answer(), `VoxEngine.callPSTN('100', '1')`, 405],
  ])('%s: TransferFailed, the call goes on', async (...[, act, place, code]) => {
    const w = await transfer(act, place);
    expect(w.said).toEqual([`TransferFailed transferor ${code}`]);
    expect(w.cloud.live().legs).toBe(1);
  });
});
