// What `npm run long` can run, one line each: what it is, and but for `again` the `tests` and the `env` under which
// they draw more than in `npm test`.
export const LONG = {
  again: { what: 'again N [--load] [PATH …]: all tests N times, or those under the paths, and what failed how often' },
};
