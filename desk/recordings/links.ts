import type { Clock } from '../clock';
import type { Scope } from '../config';
import type { Seal } from '../journal/seal';

export const RECORDINGS_PATH = '/api/recordings';
/** A player that outlives its link asks for another. */
export const LINK_MS = 15 * 60_000;
/** Links are bound to this use: a sealed access URL opens nothing here. */
const PURPOSE = 'recording link';

export interface Recording { franchise: string; callId: string; index: number }

export interface RecordingLinks {
  /** A browser's player sends no bearer, so what it may hear stands in the address, sealed. */
  make(recording: Recording, by: Scope): { url: string; expiresInMs: number };
  /** Undefined where it is over, or no link of this desk. */
  read(token: string): Recording | undefined;
}

export function createRecordingLinks({ seal, clock }: { seal: Seal; clock: Clock }): RecordingLinks {
  return {
    make({ franchise, callId, index }, { operator }) {
      const token = seal.seal(JSON.stringify({ franchise, callId, index, operator, untilMs: clock.now() + LINK_MS }), PURPOSE);
      return { url: `${RECORDINGS_PATH}/${token}`, expiresInMs: LINK_MS };
    },
    read(token) {
      const text = seal.open(token, PURPOSE);
      if (text === undefined) return undefined;
      const { untilMs, franchise, callId, index } = JSON.parse(text) as Recording & { untilMs: number };
      const leftMs = untilMs - clock.now();
      // More than a whole life: time was set back since.
      return leftMs > 0 && leftMs <= LINK_MS ? { franchise, callId, index } : undefined;
    },
  };
}
