import type { CommandContext } from '../command';

/** One measured value beside what it is compared with. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What people would use instead, measured in the same run; null where there is nothing of the kind. */
  peer: { name: string; value: number } | null;
  /** What it must not be over, or, where the unit is a rate, under; null: none is set. */
  limit: number | null;
  /** The row that this one is a part of. */
  of?: string;
}

export type Bench = (context: CommandContext) => Promise<BenchRow[]>;

/** Every bench by its name; each is loaded when it runs. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  build: async () => (await import('./build')).benchBuild,
  calls: async () => (await import('./calls')).benchCalls,
  deploy: async () => (await import('./deploy')).benchDeploy,
  page: async () => (await import('./page')).benchPage,
};
