import { existsSync } from 'node:fs';
import path from 'node:path';
import { STATE_VERSION, type State } from '../plan/state';
import { UserError } from '../user-error';
import { environmentFolder, readJsonFile, writeJsonFile } from './folder';

const stateFile = (root: string, environment: string): string => path.join(environmentFolder(root, environment), 'state.json');

export interface StateQuestion {
  root: string;
  environment: string;
  /** Of the credentials in use. */
  account: number;
  /** Told where a file is there and cannot be used. */
  note: (text: string) => void;
}

/** null where there is none that can be used: then all is read from the account. */
export function readState({ root, environment, account, note }: StateQuestion): State | null {
  const file = stateFile(root, environment);
  if (!existsSync(file)) return null;
  const value = readJsonFile(file) as Partial<State> | undefined;
  if (value?.version !== STATE_VERSION || !Array.isArray(value.items) || value.environment !== environment) {
    note(`${path.relative(root, file)} cannot be read as a state of this version; it is rebuilt from the account.`);
    return null;
  }
  const state = value as State;
  if (state.account !== account) {
    throw new UserError(
      `The state of environment "${environment}" belongs to account ${state.account}, the key file to account ${account}. ` +
        `Nothing was written. Use the right key file, or remove ${path.relative(root, file)} if the environment has moved.`,
    );
  }
  return state;
}

export function writeState(root: string, state: State): void {
  writeJsonFile(stateFile(root, state.environment), state);
}
