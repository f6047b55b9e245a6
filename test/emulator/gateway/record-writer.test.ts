import { expect, test } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createExchange } from '../../../emulator/gateway/media/exchange';
import { encode } from '../../../emulator/gateway/media/g711';
import { createRecordWriter } from '../../../emulator/gateway/media/record-writer';
import { createTicker } from '../../../emulator/gateway/media/ticker';
import { readWav } from '../../../emulator/gateway/media/wav';

const frame = (level: number) => encode(new Float32Array(160).fill(level));

function createWorld() {
  const clock = new VirtualClock();
  const exchange = createExchange();
  const library = { get: async () => frame(0.25) };
  return { clock, exchange, writer: createRecordWriter({ ticker: createTicker(clock), library, exchange }) };
}

/** The level of each frame, rounded to a tenth. */
function levels(wav: Buffer): number[] {
  const samples = readWav(wav) ?? new Float32Array();
  return Array.from({ length: samples.length / 160 }, (_, at) => Math.round((samples[at * 160 + 80] ?? 0) * 10) / 10);
}

test('what a leg says stands in the file, with the silence before and after it', async () => {
  const { clock, exchange, writer } = createWorld();
  const track = writer.open();
  track.hear([{ kind: 'leg', legId: 'caller' }]);
  await clock.runFor(40);
  exchange.publish('caller', frame(0.5));
  exchange.publish('other', frame(0.9));
  await clock.runFor(40);
  track.hear([]);
  exchange.publish('caller', frame(0.5));
  await clock.runFor(20);
  const { bytes, type } = track.close();
  expect(type).toBe('audio/wav');
  expect(levels(bytes)).toEqual([0, 0, 0.5, 0, 0]);
});

test('two who speak at once are heard at once', async () => {
  const { clock, exchange, writer } = createWorld();
  const track = writer.open();
  track.hear([{ kind: 'leg', legId: 'caller' }, { kind: 'leg', legId: 'operator' }]);
  exchange.publish('caller', frame(0.5));
  exchange.publish('operator', frame(-0.2));
  await clock.runFor(20);
  expect(levels(track.close().bytes)).toEqual([0.3]);
});

test('a recording that is over takes nothing more and holds no clock', async () => {
  const { clock, writer } = createWorld();
  writer.open().close();
  const startMs = clock.now();
  await clock.runUntilIdle();
  expect(clock.now()).toBe(startMs);
});
