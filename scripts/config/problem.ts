import { spelt } from '../plain-text';
import { UserError } from '../user-error';

/** One thing that is wrong in the config: where, what, and what to do. */
export interface Problem {
  /** Path in the config, e.g. `franchises.center.queue.name`; '' for the file as a whole. */
  path: string;
  what: string;
  remedy: string;
}

/** Every problem of a config at once. */
export class ConfigError extends UserError {
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(describe(file, problems));
    this.problems = problems;
  }
}

function describe(file: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${file} has ${count}:`, ...problems.map(describeProblem)].join('\n');
}

function describeProblem({ path, what, remedy }: Problem): string {
  return `  ${spelt(`${path === '' ? '' : `${path}: `}${what}`)}\n      → ${spelt(remedy)}`;
}
