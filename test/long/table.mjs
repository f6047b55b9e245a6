// What `npm run long` can run, one line each: what it is, and but for `again` the `tests` and the `env` under which
// they draw more than in `npm test`.
const SEED = process.env.VOX_SEED ?? String(Date.now() % 1_000_000_000);

export const LONG = {
  clocks: {
    what: 'clocks: 100,000 histories of the explorer, half of them with clocks that are set', tests: ['test/cases/a01-clock-jumps.test.ts'],
    env: { VOX_CLOCK_HISTORIES: '25000' },
  },
  explore: {
    what: 'explore: 100,000 histories of the explorer on each engine, of a seed that no run had before', tests: ['test/explorer/random.test.ts'],
    env: { VOX_EXPLORED: '100000', VOX_SEED: SEED },
  },
  ownership: {
    what: 'ownership: 500 histories of two applications in one account, of a seed that no run had before', tests: ['test/apply/ownership.test.ts'],
    env: { VOX_OWNERSHIP_RUNS: '500', VOX_SEED: SEED },
  },
  again: { what: 'again N [--load] [PATH …]: all tests N times, or those under the paths, and what failed how often' },
  kills: { what: 'kills: 2,000 calls on PGlite and 1,200 on PostgreSQL, the desk killed 30 times in each', tests: ['test/desk/kill.test.ts'], env: { VOX_KILLS: '10' } },
  'kill-points': {
    what: 'kill-points: deploy, rollback and destroy, killed at every single write', tests: ['test/apply/kill-process.test.ts', 'test/apply/kill-back.test.ts'],
    env: { KILL_POINTS: 'all' },
  },
  migrations: { what: 'a million customers from version 4 on PostgreSQL', tests: ['test/cases/a29-migrations.test.ts'], env: { VOX_MIGRATED: '1000000' } },
};
