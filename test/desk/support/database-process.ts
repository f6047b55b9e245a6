import { createInterface } from 'node:readline';
import { openDatabase } from '../../../desk/database/open';

export type FromDatabase = { open: true } | { note: string } | { rows: unknown[] } | { failure: { name: string; message: string } };

const say = (said: FromDatabase): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
const failure = (error: unknown): FromDatabase => ({ failure: { name: (error as Error).name, message: (error as Error).message } });

/** The desk's database alone, in a process of its own: a statement a line, an answer a line. */
async function main(folder: string): Promise<void> {
  const database = await openDatabase({ folder, note: (note) => say({ note }) });
  process.once('SIGTERM', () => void database.close().then(() => process.exit(0)));
  say({ open: true });
  for await (const sql of createInterface({ input: process.stdin })) {
    await database.query(sql).then((rows) => say({ rows }), (error: unknown) => say(failure(error)));
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  say(failure(error));
  process.exitCode = 1;
});
