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
    atLeast: 85,
  },
};

/** The area named by the run. */
export function areaOfRun() {
  const name = process.env.VOX_MUTATE ?? '';
  const area = AREAS[name];
  if (!area) throw new Error(`VOX_MUTATE is "${name}"; there is ${Object.keys(AREAS).join(', ')}`);
  return { name, ...area };
}
