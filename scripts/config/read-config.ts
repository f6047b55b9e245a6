import { existsSync } from 'node:fs';
import path from 'node:path';
import type { VoxConfig } from '../../contracts/config';
import { UserError } from '../user-error';
import { checkConfig } from './check-config';
import { loadWritten } from './load-written';
import type { NormalConfig, NormalEnvironment } from './normal-config';

export const CONFIG_FILE = 'voxfiles.config.ts';

/** Reads `voxfiles.config.ts` of a project; throws a ConfigError with all that is wrong. */
export async function readConfig(root: string): Promise<NormalConfig> {
  return (await readBoth(root)).config;
}

/** The config as it is written, for the desk, beside the completed one; both checked. */
export async function readBoth(root: string): Promise<{ written: VoxConfig; config: NormalConfig }> {
  const file = path.join(root, CONFIG_FILE);
  if (!existsSync(file)) {
    throw new UserError(`There is no ${CONFIG_FILE} in ${root} or above. Run vox inside the project, or write one with \`vox import\`.`);
  }
  const written = await loadWritten(file, root);
  return { written: written as VoxConfig, config: checkConfig(written, CONFIG_FILE) };
}

/** The environment by its name; a wrong name says which there are. */
export function environmentOf(config: NormalConfig, name: string): NormalEnvironment {
  const environment = config.environments.find((candidate) => candidate.name === name);
  if (environment) return environment;
  const known = config.environments.map((candidate) => candidate.name).join(', ');
  throw new UserError(`There is no environment "${name}" in ${CONFIG_FILE}; it has: ${known}.`);
}
