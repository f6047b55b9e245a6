import { expect, test } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createLibrary } from '../../../emulator/gateway/media/library';
import { createExchange } from '../../../emulator/gateway/media/exchange';
import { createPlayer } from '../../../emulator/gateway/media/player';
import { createTicker } from '../../../emulator/gateway/media/ticker';
import { ANSWERS_AFTER_MS, plugInTelephones } from '../../../emulator/phone/telephones';
import type { Heard, LineListener, RingingLine } from '../../../emulator/platform/lines';

/** The telephones of a cloud that writes down what they do, and the exchange behind them. */
function createWorld() {
  const clock = new VirtualClock({ startMs: 0 });
  const shared = { ticker: createTicker(clock), library: createLibrary(), exchange: createExchange() };
  const plugged: { address: RegExp; handler: (line: RingingLine) => void }[] = [];
  plugInTelephones({
    clock,
    cloud: { answerAt: (_kind, address, handler) => plugged.unshift({ address, handler }) },
    media: { echo: (legId) => createPlayer({ ...shared, emit: (frame) => shared.exchange.publish(legId, frame) }) },
  });
  const done: string[] = [];
  let listener: LineListener = {};
  const call = (number: string) => plugged.find(({ address }) => address.test(number))?.handler({
    legId: 'telephone', listen: (given: LineListener) => { listener = given; },
    progress: (kind: string) => done.push(kind), answer: () => done.push(`answered at ${clock.now()}`),
    reject: ({ code }: { code: number }) => done.push(`refused ${code}`),
  } as unknown as RingingLine);
  const tell = (fn: (to: LineListener) => void) => fn(listener);
  return { clock, done, call, tell, exchange: shared.exchange };
}

test.each([
  ['79161234567', ['ringing', `answered at ${ANSWERS_AFTER_MS}`]], ['79161234408', ['ringing']], ['79161234486', ['refused 486']],
  ['79161234603', ['refused 603']], ['79161234404', ['refused 404']], ['79161234480', ['refused 480']],
])('a call out to %s', async (number, expected) => {
  const { clock, done, call, tell } = createWorld();
  call(number);
  await clock.runFor(60_000);
  tell((line) => line.ended?.({ code: 200, reason: '', headers: {}, answeredElsewhere: false, wasConnected: true }));
  expect(done).toEqual(expected);
});

test('whoever talks to a telephone hears himself', async () => {
  const { call, tell, exchange } = createWorld();
  call('79161234567');
  const back: string[] = [];
  exchange.listen('telephone', (frame) => back.push(frame.toString('utf8')));
  const heard: Heard = { kind: 'leg', legId: 'operator' };
  tell((line) => line.hears?.(heard));
  exchange.publish('operator', Buffer.from('hallo'));
  tell((line) => line.ended?.({ code: 200, reason: '', headers: {}, answeredElsewhere: false, wasConnected: true }));
  exchange.publish('operator', Buffer.from('nobody'));
  expect(back).toEqual(['hallo']);
});

test('a caller who gives up while it rings is not answered', async () => {
  const { clock, done, call, tell } = createWorld();
  call('79161234567');
  tell((line) => line.ended?.({ code: 487, reason: '', headers: {}, answeredElsewhere: false, wasConnected: false }));
  await clock.runFor(60_000);
  expect(done).toEqual(['ringing']);
});
