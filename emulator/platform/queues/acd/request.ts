import type { EventTarget, SessionSeam } from '../../seams';
import type { AcdAsked } from './parse';
import type { Waiting } from '../queue-line';
import type { Ring } from '../ring';

export type AcdRequestState = 'unjudged' | 'waiting' | 'offered' | 'reached' | 'ended';

export interface RequestCommands {
  getStatus(request: AcdRequest): void;
  cancel(request: AcdRequest): void;
}

/** An ACD request as the engine keeps it. */
export class AcdRequest implements Waiting, EventTarget {
  readonly targetId: string;
  readonly session: SessionSeam;
  readonly asked: AcdAsked;
  /** Its priority; 1 is the most urgent. */
  readonly rank: number;
  readonly seq: number;
  readonly beginMs: number;
  readonly events: { atMs: number; type: string; userId: number | null }[] = [];
  /** The scenario's ACDRequest; stands in every event. */
  readonly face: object;
  state: AcdRequestState = 'unjudged';
  queueId = 0;
  ring: Ring | null = null;
  reachedMs: number | null = null;
  /** Lets go of the session. */
  readonly release: () => void;

  constructor({ session, asked, seq, commands }: NewRequest) {
    this.targetId = `acd-${seq}`;
    this.session = session;
    this.asked = asked;
    this.rank = asked.priority;
    this.seq = seq;
    this.beginMs = session.clock.now();
    this.face = session.guard('ACDRequest', new AcdRequestFace(this, commands));
    this.release = session.hold('acd');
  }
}

export interface NewRequest {
  session: SessionSeam;
  asked: AcdAsked;
  seq: number;
  commands: RequestCommands;
}

/**
 * The ACDRequest of the scenario. Its methods work detached
 * (`setInterval(request.getStatus, 30000)`), and JSON.stringify finds nothing in it.
 */
class AcdRequestFace {
  readonly id: () => string;
  readonly getStatus: () => void;
  readonly cancel: () => void;
  readonly addEventListener: (event: string, fn: unknown) => void;
  readonly removeEventListener: (event: string, fn?: unknown) => void;

  constructor(request: AcdRequest, commands: RequestCommands) {
    const { session } = request;
    this.id = () => request.targetId;
    this.getStatus = () => commands.getStatus(request);
    this.cancel = () => commands.cancel(request);
    this.addEventListener = (event, fn) => session.listen(request, event, fn);
    this.removeEventListener = (event, fn) => session.unlisten(request, event, fn);
  }
}
