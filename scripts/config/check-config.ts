import type { VoxConfig } from '../../contracts/config';
import { CHECKS } from './checks/all';
import { enginesCanDoIt } from './checks/engines';
import type { NormalConfig } from './normal-config';
import { normalise } from './normalise';
import { ConfigError } from './problem';
import { writtenConfig } from './schema';
import { shapeProblems } from './shape-problems';

/** Checks and completes what a person wrote; throws one ConfigError with every problem in it. */
export function checkConfig(value: unknown, file: string): NormalConfig {
  const parsed = writtenConfig.safeParse(value);
  if (!parsed.success) throw new ConfigError(file, shapeProblems(parsed.error));
  const written: VoxConfig = parsed.data;
  const config = normalise(written);
  const problems = [...CHECKS.flatMap((check) => check(config)), ...enginesCanDoIt(written)];
  if (problems.length > 0) throw new ConfigError(file, problems);
  return config;
}
