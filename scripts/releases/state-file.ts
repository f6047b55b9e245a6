import { existsSync } from 'node:fs';
import path from 'node:path';
import { ofKind } from '../plan/items';
import { STATE_VERSION, type State } from '../plan/state';
import { UserError } from '../user-error';
import { environmentFolder, readJsonFile, writeJsonFile } from './folder';
import { leftByKilled } from './record';

const stateFile = (root: string, environment: string): string => path.join(environmentFolder(root, environment), 'state.json');

export interface StateQuestion {
  root: string;
  environment: string;
  /** Of the credentials in use. */
  account: number;
  /** Of the config. */
  application: string;
  /** Told where a file is there and cannot be used. */
  note: (text: string) => void;
}

/** null where there is none that can be used: then all is read from the account, and nothing can be shown to be ours. */
export function readState(question: StateQuestion): State | null {
  const { root, environment, account } = question;
  const written = readWritten(question);
  const { making, made } = leftByKilled(root, environment, account);
  if (written === null && making.length === 0 && made.length === 0) return null;
  const state = written ?? { version: STATE_VERSION, environment, account, release: null, items: [] };
  return { ...state, making, made: [...new Set([...state.made ?? [], ...made])] };
}

function readWritten({ root, environment, account, application, note }: StateQuestion): State | null {
  const file = stateFile(root, environment);
  if (!existsSync(file)) return null;
  const value = readJsonFile(file) as Partial<State> | undefined;
  if (value?.version !== STATE_VERSION || !Array.isArray(value.items) || value.environment !== environment) {
    note(`${path.relative(root, file)} cannot be read as a state of this version; it is rebuilt from the account, and nothing is removed.`);
    return null;
  }
  const state = value as State;
  const [held = application] = ofKind(state.items, 'application').map(({ name }) => name);
  if (state.account === account && held === application) return state;
  const differs = state.account === account
    ? `application "${held}", the config to application "${application}"`
    : `account ${state.account}, the key file to account ${account}`;
  const right = state.account === account ? 'name' : 'key file';
  throw new UserError(
    `The state of environment "${environment}" belongs to ${differs}. ` +
      `Nothing was written. Use the right ${right}, or remove ${path.relative(root, file)} if the environment has moved.`,
  );
}

/** The account that an environment was deployed to under this application, as its state says; null where there is none. */
export function accountOfState({ root, environment, application }: Pick<StateQuestion, 'root' | 'environment' | 'application'>): number | null {
  const value = readJsonFile(stateFile(root, environment)) as Partial<State> | undefined;
  const holds = Array.isArray(value?.items) && value.items.some(({ kind, name }) => kind === 'application' && name === application);
  return holds ? value.account ?? null : null;
}

export function writeState(root: string, { making: _making, ...state }: State): void {
  writeJsonFile(stateFile(root, state.environment), state);
}
