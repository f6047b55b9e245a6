import { expect, test } from 'vitest';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import { createExchange } from '../../emulator/gateway/media/exchange';
import { encode } from '../../emulator/gateway/media/g711';
import { createRecordWriter } from '../../emulator/gateway/media/record-writer';
import { createTicker } from '../../emulator/gateway/media/ticker';
import { readWav } from '../../emulator/gateway/media/wav';

const FRAME = 160;
const frame = (level: number) => encode(new Float32Array(FRAME).fill(level));

test('A42 what a busy machine brings all at once plays in its order, also where the call ends before its turn', async () => {
  const clock = new VirtualClock();
  const exchange = createExchange();
  const library = { get: () => Promise.resolve(Buffer.alloc(0)) };
  const track = createRecordWriter({ ticker: createTicker(clock), library, exchange }).open();
  track.hear([{ kind: 'leg', legId: 'caller' }]);
  // Half a second of a microphone that beeps every tenth, as it comes after the process has stood still.
  const said = Array.from({ length: 25 }, (_, at) => (at % 5 === 0 ? 0.5 : 0));
  for (const level of said) exchange.publish('caller', frame(level));
  await clock.runFor(400);
  const samples = readWav(track.close().bytes) ?? new Float32Array();
  const levels = Array.from({ length: samples.length / FRAME }, (_, at) => Math.round((samples[at * FRAME + 80] ?? 0) * 10) / 10);
  expect(levels).toEqual(said);
});
