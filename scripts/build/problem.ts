import { UserError } from '../user-error';

/** What stops a build, at its place in the sources. */
export interface BuildProblem {
  /** Relative to the project; the entry's own path where no better is known. */
  file: string;
  /** From 1; 0 where the problem belongs to the file as a whole. */
  line: number;
  column: number;
  what: string;
  remedy: string;
}

/** Every problem of a build at once. */
export class BuildError extends UserError {
  readonly problems: readonly BuildProblem[];

  constructor(problems: readonly BuildProblem[]) {
    const distinct = withoutRepeats(problems);
    super([heading(distinct.length), ...distinct.map(describeBuildProblem)].join('\n'));
    this.problems = distinct;
  }
}

export function describeBuildProblem({ file, line, column, what, remedy }: BuildProblem): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return `  ${place}: ${what}\n      → ${remedy}`;
}

function heading(count: number): string {
  return count === 1 ? 'The scenarios were not built:' : `The scenarios were not built, for ${count} reasons:`;
}

/** One source is in the bundles of several franchises; its mistake is told once. */
function withoutRepeats(problems: readonly BuildProblem[]): BuildProblem[] {
  const byText = new Map(problems.map((problem) => [describeBuildProblem(problem), problem]));
  return [...byText.values()].sort((left, right) => left.file.localeCompare(right.file) || left.line - right.line);
}
