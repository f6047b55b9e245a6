import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { createExchange } from '../../../emulator/gateway/media/exchange';
import { silentFrame } from '../../../emulator/gateway/media/g711';
import type { Library } from '../../../emulator/gateway/media/library';
import { createPlayer } from '../../../emulator/gateway/media/player';
import { createTicker } from '../../../emulator/gateway/media/ticker';

const frame = (byte: number) => Buffer.alloc(160, byte);
/** Two and a half frames. */
const sound = Buffer.alloc(400, 7);

function createWorld() {
  const clock = new VirtualClock();
  const exchange = createExchange();
  const heard: string[] = [];
  const waiting: ((ready: Buffer) => void)[] = [];
  const library: Library = { get: () => new Promise((resolve) => waiting.push(resolve)) };
  const player = createPlayer({
    ticker: createTicker(clock), library, exchange,
    emit: (sent) => heard.push(sent.equals(silentFrame) ? '·' : `${sent[0]}${sent[159] === sent[0] ? '' : '½'}`),
  });
  const load = (ready: Buffer) => waiting.splice(0).forEach((resolve) => resolve(ready));
  return { clock, exchange, heard, player, load };
}

const file = { kind: 'sound', url: 'x', loop: false, id: 1 } as const;

describe('what a leg hears', () => {
  it('is one frame every 20 ms, silence at first', async () => {
    const { clock, heard } = createWorld();
    await clock.runFor(100);
    expect(heard).toEqual(['·', '·', '·', '·', '·']);
  });

  it('a sound: silence until it is ready, then all of it once, filled up with silence', async () => {
    const { clock, heard, player, load } = createWorld();
    player.hear(file);
    await clock.runFor(20);
    load(sound);
    await clock.runFor(100);
    expect(heard).toEqual(['·', '7', '7', '7½', '·', '·']);
  });

  it('a loop begins again', async () => {
    const { clock, heard, player, load } = createWorld();
    player.hear({ ...file, loop: true });
    load(frame(7));
    await clock.runFor(60);
    expect(heard).toEqual(['7', '7', '7']);
  });

  it('[9.52] a new source replaces the old one; a sound that comes too late is dropped', async () => {
    const { clock, exchange, heard, player, load } = createWorld();
    player.hear(file);
    player.hear({ kind: 'leg', legId: 'b' });
    load(sound);
    await clock.runFor(40);
    exchange.publish('b', frame(9));
    player.hear({ kind: 'silence' });
    exchange.publish('b', frame(9));
    await clock.runFor(20);
    expect(heard).toEqual(['9', '·']);
  });

  it('a microphone passes as it comes, and is filled up with silence after 200 ms without', async () => {
    const { clock, exchange, heard, player } = createWorld();
    player.hear({ kind: 'leg', legId: 'b' });
    exchange.publish('b', frame(9));
    exchange.publish('c', frame(1));
    await clock.runFor(200);
    expect(heard).toEqual(['9']);
    await clock.runFor(40);
    expect(heard).toEqual(['9', '·', '·']);
  });

  it('ends with the leg: nothing keeps time going', async () => {
    const { clock, player } = createWorld();
    await clock.runFor(20);
    player.stop();
    expect(clock.pending).toBe(0);
  });
});
