import type { AccountRows } from '../account/objects';
import type { Clock } from '../clock/clock';
import { readParameters, type Parameters, type ParameterTable, type RawParameters } from './parameters';
import type { PlatformView } from './platform-view';

/** What a method may use. */
export interface MethodContext {
  account: AccountRows;
  /** Stamps `created` and `modified`. */
  clock: Clock;
  platform: PlatformView;
  /** The roles of the key that signed the request. */
  roles: readonly string[];
}

/** The body of a success: `result` and the method's own fields, in the API's snake_case. */
export type Answer = { result: unknown } & Record<string, unknown>;

export interface Method {
  /** Names of the parameters it knows, for documentation and tests. */
  parameters: ParameterTable;
  /** True where it changes something: faults count these. */
  writes: boolean;
  run(context: MethodContext, raw: RawParameters): Answer;
}
export type MethodTable = Readonly<Record<string, Method>>;

/** A method that only reads. */
export function reads<T extends ParameterTable>(
  parameters: T,
  run: (context: MethodContext, values: Parameters<T>) => Answer,
): Method {
  return { parameters, writes: false, run: (context, raw) => run(context, readParameters(parameters, raw)) };
}

/** A method that changes the account or the platform. */
export function writes<T extends ParameterTable>(
  parameters: T,
  run: (context: MethodContext, values: Parameters<T>) => Answer,
): Method {
  return { ...reads(parameters, run), writes: true };
}
