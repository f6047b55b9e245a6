// What `npm run mutate` changes, by which tests a change must be noticed, and the least share of noticed ones.
// Properties are left out: they find most of it too, but a thousand runs for each of some thousand mutants take days.
export const AREAS = {
  call: {
    // What `ways.ts` says of the states is held by thousands of random histories, which are left out here.
    mutate: ['scenarios/call/**/*.ts', '!scenarios/call/ways.ts'],
    tests: ['test/call/**/*.test.ts', '!test/call/properties.test.ts', '!test/call/ways.test.ts'],
    atLeast: 90,
  },
  engines: { mutate: ['scenarios/queue/**/*.ts'], tests: ['test/scenarios/engines.test.ts', 'test/scenarios/engine-details.test.ts'], atLeast: 90 },
  reducer: {
    mutate: ['operator/state/**/*.ts'],
    tests: ['test/operator/state/**/*.test.ts', '!test/operator/state/properties.test.ts'],
    atLeast: 90,
  },
  lease: { mutate: ['desk/lease/**/*.ts'], tests: ['test/desk/lease*.test.ts'], atLeast: 90 },
  plan: {
    mutate: ['scripts/plan/**/*.ts'],
    tests: ['test/plan/**/*.test.ts', '!test/plan/converges.test.ts', '!test/plan/restores.test.ts'],
    atLeast: 90,
  },
  // The desk's areas are tried on PGlite alone, by the tests that know them best.
  'desk-http': {
    mutate: ['desk/http/**/*.ts'],
    tests: [
      'test/cases/a40-desk-pure.test.ts', 'test/cases/a40-desk-borders.test.ts', 'test/desk/sign-in.test.ts', 'test/desk/hostile.test.ts', 'test/desk/static.test.ts',
      'test/cases/a31-limits.test.ts',
    ],
    atLeast: 85,
  },
  'desk-sign-in': { mutate: ['desk/sign-in/**/*.ts'], tests: ['test/desk/sign-in.test.ts', 'test/desk/sign-in-kept.test.ts', 'test/cases/a19-sign-in-tokens.test.ts', 'test/cases/a40-desk-kept.test.ts'], atLeast: 85 },
  'desk-recordings': { mutate: ['desk/recordings/**/*.ts'], tests: ['test/cases/a40-desk-pure.test.ts', 'test/cases/a40-desk-recordings.test.ts', 'test/desk/recordings.test.ts'], atLeast: 85 },
  'desk-journal': {
    mutate: ['desk/journal/**/*.ts'],
    tests: [
      'test/desk/journal.test.ts', 'test/desk/lists.test.ts', 'test/desk/commands.test.ts', 'test/desk/lost-calls.test.ts', 'test/desk/callers.test.ts',
      'test/desk/care.test.ts', 'test/cases/a40-desk-*.test.ts',
    ],
    atLeast: 85,
  },
  'desk-live': { mutate: ['desk/live/**/*.ts'], tests: ['test/desk/live.test.ts', 'test/desk/together.test.ts', 'test/cases/a32-live-sockets.test.ts', 'test/cases/a40-desk-pure.test.ts'], atLeast: 85 },
  'desk-customers': {
    mutate: ['desk/directory/**/*.ts', 'desk/lookup/**/*.ts', 'desk/callers/**/*.ts', '!desk/directory/erp-check.ts'],
    tests: [
      'test/desk/look-up.test.ts', 'test/desk/number.test.ts', 'test/desk/erp.test.ts', 'test/desk/callers.test.ts', 'test/cases/a07-notations.test.ts',
      'test/cases/a16-names.test.ts', 'test/cases/a40-desk-pure.test.ts', 'test/cases/a40-desk-lists.test.ts',
    ],
    atLeast: 85,
  },
  checks: {
    // Limits have tests of their own, so they are an area of their own.
    mutate: ['scripts/config/checks/*.ts', '!scripts/config/checks/limits.ts', 'scripts/config/{check-config,numbering,patterns,problem,shape-problems}.ts'],
    tests: ['test/config/*.test.ts', 'test/cases/c11-c13-c27-config.test.ts'],
    atLeast: 90,
  },
  apply: {
    // How a deploy is told, and what needs calls or a killed process, is shown by slower tests.
    mutate: ['scripts/apply/{executors/*,executor,next-state,run-plan,run-step,ids,clean-values,confirm,fingerprints}.ts'],
    tests: ['test/apply/{confirm,executors,lost-answers,retries,secrets}.test.ts', 'test/cases/c{01,03-skill,20,21}*.test.ts'],
    atLeast: 90,
  },
  import: { mutate: ['scripts/apply/import-*.ts'], tests: ['test/apply/import-table.test.ts'], atLeast: 90 },
  limits: { mutate: ['scripts/config/checks/limits.ts'], tests: ['test/config/*.test.ts', 'test/cases/c05-limits.test.ts'], atLeast: 90 },
};

/** The area named by the run. */
export function areaOfRun() {
  const name = process.env.VOX_MUTATE ?? '';
  const area = AREAS[name];
  if (!area) throw new Error(`VOX_MUTATE is "${name}"; there is ${Object.keys(AREAS).join(', ')}`);
  return { name, ...area };
}
