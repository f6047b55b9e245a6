import type { SkillWanted } from '../../contracts/call-settings';
import type { QueueEvent } from '../../contracts/queue-port';

/** Wraps a platform callback: a throw inside ends the call in a declared way, never the session. */
export type Guard = <Event>(what: string, fn: (event: Event) => void) => (event: Event) => void;

export interface QueueOrder {
  readonly caller: Call;
  readonly callId: string;
  /** What the operator's leg shows as its caller id. */
  readonly callerId: string;
  readonly queueName: string;
  /** 1 … 100 in the engine's own direction. */
  readonly priority: number;
  readonly ringSeconds: number;
  readonly skills: readonly SkillWanted[];
  /** Who is looked for this long before others: by SmartQueue's id, and in a queue of ACD v1 where he is alone. */
  readonly first: { readonly operatorId: number | undefined; readonly queueName: string | undefined; readonly seconds: number } | null;
  /** X- headers of the operator's leg. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface QueueHooks {
  readonly emit: (event: QueueEvent<Call>) => void;
  readonly guard: Guard;
  /** For methods of what the platform may have ended already without our having heard of it. */
  readonly attempt: (what: string, fn: () => void) => void;
}

/**
 * One caller's request. After `leave` nothing is emitted any more: a request
 * that the platform keeps all the same is ended again, and an operator's leg
 * that still comes up is hung up.
 */
export interface QueueRequest {
  leave(): void;
  /** Asks for position and expected wait where the platform does not push them. */
  askPosition(): void;
}

export type Enqueue = (order: QueueOrder, hooks: QueueHooks) => QueueRequest;
