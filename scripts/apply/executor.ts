import type { Management } from '../../contracts/management';
import type { Action, Step } from '../plan/plan';
import type { Kind } from '../plan/items';
import type { Ids } from './ids';

/** Where apply gets what a plan only names. */
export interface Sources {
  /** @throws where no bundle of this hash is at hand. */
  script(sha256: string): string;
  password(operator: string): string;
  secret(name: string): string;
}

export interface StepContext {
  management: Management;
  application: string;
  ids: Ids;
  sources: Sources;
  /** Under which an object of the whole account is made first. */
  drawnName(name: string): string;
  /** Writes down `<kind>/<id>` of one that was made. */
  noteMade(what: string): void;
  /** Waits until no call is in the queue; `queue` is its id. */
  drained(queue: { kind: Kind; id: number; name: string }): Promise<void>;
}

export interface Executor {
  run(step: Step, context: StepContext): Promise<void>;
  /**
   * After an attempt without an answer: whether the cloud has done it all the same.
   * Left out where doing it twice does no harm.
   */
  isDone?(step: Step, context: StepContext): Promise<boolean>;
}

export type ExecutorTable = Readonly<Partial<Record<`${Kind}.${Action}`, Executor>>>;

/** For objects that are made: found by its name it is there, and its id is known. */
export function foundByName(
  kind: Kind,
  list: (context: StepContext) => Promise<readonly { id: number; name: string }[]>,
): NonNullable<Executor['isDone']> {
  return async (step, context) => {
    const found = (await list(context)).find(({ name }) => name === step.object);
    if (found) context.ids.set(kind, step.object, found.id);
    return found !== undefined;
  };
}

/** For objects that are removed: not found any more. */
export function goneById(
  kind: Kind,
  list: (context: StepContext) => Promise<readonly { id: number }[]>,
): NonNullable<Executor['isDone']> {
  return async (step, context) => {
    const id = context.ids.get(kind, step.object);
    return !(await list(context)).some((row) => row.id === id);
  };
}

export function applicationId({ ids, application }: Pick<StepContext, 'ids' | 'application'>): number {
  return ids.get('application', application);
}
