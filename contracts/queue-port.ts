import type { OfferEndCause } from './terminal-reasons';

/** What a queue engine tells the call. One request is live at a time. */
export type QueueEvent<Leg = unknown> =
  | { kind: 'queued' }
  | { kind: 'waiting'; position: number; ewtMs: number | null }
  | { kind: 'offered'; operator: string }
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
  /** Can ask for one operator first. */
  lastOperatorFirst: boolean;
  skillLevels: boolean;
  /** Where position and expected wait come from. */
  position: 'pushed' | 'asked';
}
