import type { BundleInput } from './bundle';
import type { BuildProblem } from './problem';

/** Ours, well below the cloud's 128 KB: a session parses the whole script for every call. */
export const CODE_BUDGET_BYTES = 64 * 1024;
export const SETTINGS_BUDGET_BYTES = 8 * 1024;

export interface BundleSize {
  file: string;
  /** The whole script. */
  bytes: number;
  /** The part of it that `vox:settings` makes. */
  settingsBytes: number;
  inputs: readonly BundleInput[];
}

export function overBudget({ file, bytes, settingsBytes, inputs }: BundleSize): BuildProblem[] {
  const place = { file, line: 0, column: 0 };
  const code = bytes - settingsBytes;
  const problems: BuildProblem[] = [];
  if (code > CODE_BUDGET_BYTES) {
    const largest = inputs.slice(0, 3).map((input) => `${input.file} ${kilobytes(input.bytes)}`);
    problems.push({
      ...place,
      what: `its code takes ${kilobytes(code)}, the budget is ${kilobytes(CODE_BUDGET_BYTES)}`,
      remedy: `make it smaller; the largest parts are ${largest.join(', ')}`,
    });
  }
  if (settingsBytes > SETTINGS_BUDGET_BYTES) {
    problems.push({
      ...place,
      what: `its settings take ${kilobytes(settingsBytes)}, the budget is ${kilobytes(SETTINGS_BUDGET_BYTES)}`,
      remedy: 'shorten the texts of this franchise, or play sound files',
    });
  }
  return problems;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
