import { runChaos, type ChaosOptions } from './run';

/** In namespaces of its own: `main ‹options as JSON›`; the rows are its last line. */
runChaos(JSON.parse(process.argv[2] ?? '{}') as ChaosOptions).then(
  (rows) => { process.stdout.write(`${JSON.stringify(rows)}\n`, () => process.exit()); },
  (error: unknown) => {
    process.stderr.write(`The chaos run failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
