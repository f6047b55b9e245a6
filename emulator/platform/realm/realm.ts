import type { Session } from '../session/session';

export type ErrorName = 'Error' | 'TypeError' | 'ReferenceError';

export interface Deferred {
  promise: unknown;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** How much of a realm a session has for itself; see `CloudOptions.realm`. */
export type RealmKind = 'context' | 'unwatched' | 'shared';

/** The language side of one session. Everything it throws is the scenario's own error. */
export interface Realm {
  /** Evaluates a rule's scenarios, in order, in one global scope. */
  evaluate(scripts: readonly ScenarioScript[]): void;
  /** Calls into the scenario and lets its promises settle. */
  invoke(callback: (...args: readonly unknown[]) => unknown, args: readonly unknown[]): void;
  /** Lets the promises of the scenario settle. */
  drain(): void;
  /** An error that the scenario knows as its own. */
  error(name: ErrorName, message: string): Error;
  deferred(): Deferred;
  /** A Date of the scenario's own. */
  date(timeMs: number): unknown;
  dispose(): void;
}

export interface ScenarioScript {
  name: string;
  text: string;
}

/** Makes the realm of a session; one factory per cloud. */
export type RealmFactory = (session: Session) => Realm;
