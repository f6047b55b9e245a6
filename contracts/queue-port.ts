import type { QueueEngineName } from './call-events';
import type { OfferEndCause } from './terminal-reasons';

/** What a queue engine tells the call. One request is live at a time. */
export type QueueEvent<Leg = unknown> =
  | { kind: 'queued' }
  | { kind: 'waiting'; position: number; ewtMs: number | null }
  /** `leg` where the engine knows it before the answer, so that an early message is not lost. */
  | { kind: 'offered'; operator: string; operatorId?: number; leg?: Leg }
  | { kind: 'offerEnded'; operator: string; cause: OfferEndCause }
  /** The operator's leg is connected; nothing is bridged yet. */
  | { kind: 'reached'; operator: string; leg: Leg }
  /** Terminal: the engine gave the request up. */
  | { kind: 'unserved'; cause: 'offline' | 'queue-full' | 'timeout' | 'queue-error' };

export type CallStanding = 'ordinary' | 'returning' | 'urgent';

/** Capabilities that differ between the engines; printed by the build. */
export interface EngineCapabilities {
  /** The engine says who declined; else `offerEnded.cause` is `unknown`. */
  knowsDecline: boolean;
  /** The platform keeps an operator in wrap-up by itself. */
  enforcesWrapUp: boolean;
  /** How one operator is asked for before the others. */
  lastOperatorFirst: 'with the call' | 'own queue each';
  /** How skills are asked for. */
  skills: 'with the call' | 'queue per set';
  skillLevels: boolean;
  /** Where position and expected wait come from. */
  position: 'pushed' | 'asked';
}

/** What each engine can do; a config that wants more is a build error. */
export const ENGINE_CAPABILITIES: Readonly<Record<QueueEngineName, EngineCapabilities>> = {
  smartqueue: {
    knowsDecline: false,
    enforcesWrapUp: true,
    lastOperatorFirst: 'with the call',
    skills: 'with the call',
    skillLevels: true,
    position: 'pushed',
  },
  acd: {
    knowsDecline: true,
    enforcesWrapUp: false,
    lastOperatorFirst: 'own queue each',
    skills: 'queue per set',
    skillLevels: false,
    position: 'asked',
  },
};

/**
 * The ACD v1 queue in which this operator alone is looked for, before the callers of `queue` go to all. The documents
 * say nothing of the characters of a queue's name; names with dots are in use in the field.
 */
export function personalQueue(queue: string, operator: string): string {
  return `${queue}.${operator}`;
}

/** The ACD v1 queue of those operators of `queue` who have all these skills. */
export function skillQueue(queue: string, skills: readonly string[]): string {
  return [queue, ...[...skills].sort()].join('.');
}
