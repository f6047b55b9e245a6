import type { Heard } from '../../platform/lines';
import type { Exchange } from './exchange';
import { frameSamples, silentFrame } from './g711';
import type { Library, Rendered } from './library';
import type { Ticker } from './ticker';

/** Turns what a leg hears into one frame every 20 ms. */
export interface Player {
  hear(heard: Heard): void;
  stop(): void;
}

export interface PlayerOptions {
  ticker: Ticker;
  library: Library;
  exchange: Exchange;
  emit(frame: Buffer): void;
}

/** A microphone that is silent for so long is filled up, so that the stream does not stop. */
const fillAfterTicks = 10;

export function createPlayer(options: PlayerOptions): Player {
  let source = silence;
  let leave = () => {};
  const unsubscribe = options.ticker.subscribe(() => {
    const frame = source();
    if (frame) options.emit(frame);
  });
  const change = (next: Source, stop: () => void = () => {}) => {
    leave();
    leave = stop;
    source = next;
  };
  return {
    hear(heard) {
      // A mix of several is no part of incoming calls here: a conference is silent.
      if (heard.kind === 'silence' || heard.kind === 'conference') change(silence);
      else if (heard.kind === 'leg') forward(options, heard.legId, change);
      else play(options, heard, change);
    },
    stop() {
      unsubscribe();
      change(silence);
    },
  };
}

/** The frame of this tick; undefined: it was sent already. */
type Source = () => Buffer | undefined;
type Change = (next: Source, stop?: () => void) => void;

const silence: Source = () => silentFrame;

/** Frames of the other microphone go out as they come. */
function forward(options: PlayerOptions, legId: string, change: Change): void {
  let ticksWithout = 0;
  const stop = options.exchange.listen(legId, (frame) => {
    ticksWithout = 0;
    options.emit(frame);
  });
  change(() => {
    ticksWithout += 1;
    return ticksWithout > fillAfterTicks ? silentFrame : undefined;
  }, stop);
}

/** Silence until the sound is ready; a sound that came too late is dropped. */
function play(options: PlayerOptions, heard: Rendered, change: Change): void {
  let isWanted = true;
  let samples: Buffer = Buffer.alloc(0);
  let at = 0;
  const loops = heard.kind === 'tone' || (heard.kind === 'sound' && heard.loop);
  change(() => {
    if (at >= samples.length && loops) at = 0;
    const frame = samples.subarray(at, at + frameSamples);
    at += frameSamples;
    if (frame.length === frameSamples) return frame;
    return Buffer.concat([frame, silentFrame.subarray(frame.length)]);
  }, () => {
    isWanted = false;
  });
  void options.library.get(heard).then((ready) => {
    if (!isWanted) return;
    samples = ready;
    at = 0;
  });
}
