import type { Bench, BenchFlags } from './row';

export interface BenchEntry {
  /** What is measured; `vox bench --help` and the README of the figures say it so. */
  about: string;
  /** Loaded when it runs. */
  run: () => Promise<Bench>;
  /**
   * The counted rows of `run` alone, in a few seconds: a test holds them against the committed
   * history. Left out where counting is as long as measuring, or where nothing is counted.
   */
  counts?: () => Promise<Bench>;
  /** Too long for the one table: it runs only when it is named. */
  onlyByName?: boolean;
  /** What its limits say must hold anywhere, however slow the machine: over one of them the command ends with 3. */
  mustHold?: boolean;
  /** How much of it is enough for the one table; named, it runs whole. */
  inTable?: BenchFlags;
}

/** Every bench by its name, in the order of the table. */
export const BENCHES: Readonly<Record<string, BenchEntry>> = {
  simulate: {
    about: 'working days in virtual time through the built bundle, beside SimPy',
    run: async () => (await import('./simulate/simulate')).benchSimulate,
    counts: async () => (await import('./simulate/simulate')).countSimulate,
  },
  erlang: {
    about: "the simulation's waits beside Erlang C, with seeds drawn on the day (--calls, --seeds)",
    run: async () => (await import('./erlang/erlang')).benchErlang,
    onlyByName: true,
  },
  build: {
    about: 'size of each bundle, and the time of a build',
    run: async () => (await import('./build')).benchBuild,
    counts: async () => (await import('./build')).countBuild,
  },
  deploy: {
    about: 'requests and time of whole deploys against an API that takes 80 ms a request',
    run: async () => (await import('./deploy')).benchDeploy,
  },
  page: {
    about: 'from the click to the audio, and what the page weighs',
    run: async () => (await import('./page')).benchPage,
  },
  gateway: {
    about: 'from an offer of the queue to the socket of a page, beside a bare ws echo: 200 operators, 10 calls a second, PostgreSQL',
    run: async () => (await import('./load/load')).benchGateway,
  },
  load: {
    about: 'the same with 1,000 operators and 50 calls a second in real time: errors, delay, memory of cloud and desk',
    run: async () => (await import('./load/load')).benchLoad,
    onlyByName: true,
  },
  lookup: {
    about: "a caller's number among a million customers in PostgreSQL, and a hundred thousand in PGlite",
    run: async () => (await import('./desk')).benchLookUps,
  },
  soak: {
    about: 'operators and calls at a desk in a process of its own: saves, errors, memory',
    run: async () => (await import('./desk')).benchSoak,
    inTable: { seconds: 30 },
  },
  chaos: {
    about: 'calls at a desk while disk, database, process and clocks fail in turn: nothing lost, nothing doubled (--seconds on each database)',
    run: async () => (await import('./desk')).benchChaos,
    onlyByName: true,
    mustHold: true,
  },
  explore: {
    about: 'all orders of events on both queue engines until a million distinct histories, and how deep every order was tried (--seconds for each of four)',
    run: async () => (await import('./explore')).benchExplore,
    inTable: { seconds: 20 },
  },
};

/** What a bench is told where it is one of the table: what it is told by flags goes first. */
export function inTable(name: string, flags: BenchFlags): BenchFlags {
  return flags.full ? flags : { ...BENCHES[name]?.inTable, ...flags };
}
