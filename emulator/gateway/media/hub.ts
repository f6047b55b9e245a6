import type { Clock } from '../../clock/clock';
import type { RecordWriter } from '../../platform/media/records';
import { createExchange } from './exchange';
import { guardDatagrams, type OnForeign } from './guard';
import { createMediaLeg, type MediaLeg } from './leg';
import { createLibrary } from './library';
import { createPlayer, type Player } from './player';
import { createReach } from './reach';
import { createRecordWriter } from './record-writer';
import { createTicker } from './ticker';

/** All media of one gateway. */
export interface MediaHub {
  open(): MediaLeg;
  /** A far end without a page: what it hears, it says as this leg. */
  echo(legId: string): Echo;
  /** Writes recordings down. */
  readonly recordWriter: RecordWriter;
  /** What was to be sent outside of this machine; must stay empty. */
  readonly violations: readonly string[];
  readonly openLegs: number;
  /** Kills the transport of every leg that is open now; a page notices, and offers anew. */
  drop(): void;
  close(): void;
}

export type Echo = Player;

export interface MediaHubOptions {
  clock: Clock;
  /** The one address at which media is taken; default: all of this machine, and from this machine alone. */
  mediaHost?: string | undefined;
  /** Told once of each other machine whose media is dropped. */
  onForeign?: OnForeign | undefined;
}

export function createMediaHub({ clock, mediaHost, onForeign }: MediaHubOptions): MediaHub {
  const reach = createReach(mediaHost);
  const guard = guardDatagrams(reach, onForeign);
  const shared = { reach, ticker: createTicker(clock), library: createLibrary(), exchange: createExchange() };
  const legs = new Set<MediaLeg>();
  return {
    recordWriter: createRecordWriter(shared),
    open() {
      const leg = createMediaLeg({ ...shared, closed: (closed) => legs.delete(closed) });
      legs.add(leg);
      return leg;
    },
    echo: (legId) => createPlayer({ ...shared, emit: (frame) => shared.exchange.publish(legId, frame) }),
    violations: guard.violations,
    get openLegs() {
      return legs.size;
    },
    drop() {
      for (const leg of legs) leg.drop();
    },
    close() {
      for (const leg of [...legs]) leg.close();
      guard.release();
    },
  };
}
