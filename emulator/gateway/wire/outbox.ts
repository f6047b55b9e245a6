import type { Frame } from './frames';

type Numbered = Extract<Frame, { type: 'msg' | 'close' }>;

/** Numbered frames that the other side has not confirmed yet, in order. */
export interface Outbox {
  add(build: (seq: number) => Numbered): Numbered;
  /** Everything up to and including `seq` has arrived. */
  confirm(seq: number): void;
  unconfirmed(): readonly Numbered[];
  last(): Numbered | undefined;
}

/** Numbers start at 1 and have no gaps. */
export function createOutbox(): Outbox {
  let seq = 0;
  let last: Numbered | undefined;
  let waiting: Numbered[] = [];
  return {
    add(build) {
      seq += 1;
      const frame = build(seq);
      last = frame;
      waiting.push(frame);
      return frame;
    },
    confirm(upTo) {
      waiting = waiting.filter((frame) => frame.seq > upTo);
    },
    unconfirmed: () => waiting,
    last: () => last,
  };
}
