import { createInterface } from 'node:readline';
import { laterBy } from '../../../contracts/time';
import { moveOn } from '../../care/move-on';
import { machineClock, type Clock } from '../../clock';
import { clockOver } from '../../database-clock';
import { openDatabase } from '../../database/open';
import { pausable } from '../../database/pausable';
import type { Database, Row, SqlValue } from '../../database/port';
import { createDesk } from '../../desk';
import { createLog } from '../../http/log';
import { BENCH_KEYS, benchConfig } from '../bench-config';

/** How far the clocks were set: on the desk's machine, and of the database. */
export interface SetClocks { wallMs: number; databaseMs: number }
export interface ToDesk { clocks: SetClocks }
export type FromDesk = { ready: { operator: string; franchise: string; session: string }[] } | { failed: string };

const say = (said: FromDesk): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

/**
 * The desk of the chaos, to be killed: `desk-process ‹port› ‹operators› ‹place› ‹clocks as JSON›`; clocks are set by a
 * line of standard input.
 */
async function main([port, operators, place = '', clocks = '']: string[]): Promise<void> {
  const set = JSON.parse(clocks) as SetClocks;
  const isShared = place.startsWith('postgres:');
  const config = benchConfig(Number(operators));
  const log = createLog('error', { write: (line) => { process.stderr.write(line); } });
  const opened = await openDatabase({ ...(isShared ? { url: place } : { folder: place }), note: (text) => log.warn(text) });
  const { database, alone } = pausable(withClockSet(opened, set));
  const machine: Clock = { ...machineClock, wall: () => laterBy(machineClock.wall(), set.wallMs) };
  const onSetAhead = (byMs: number, movedMs: number): Promise<boolean> => alone((db) => moveOn(db, byMs, movedMs));
  const { clock } = await clockOver(database, { isShared, machine, onSetAhead });
  const desk = await createDesk({ database, clock, config, keys: BENCH_KEYS, log });
  await desk.app.listen({ port: Number(port), host: '127.0.0.1' });
  createInterface({ input: process.stdin }).on('line', (line) => {
    Object.assign(set, (JSON.parse(line) as ToDesk).clocks);
  });
  say({ ready: await Promise.all(Object.values(config.operators).map(async ({ user: operator, franchise }) => {
    const { token } = await desk.services.sessions.open({ operator, franchise }, 'bearer');
    return { operator, franchise, session: token };
  })) });
}

/** What a server answers whose machine has another time. */
function withClockSet(database: Database, set: SetClocks): Database {
  const shown = (): string => `(clock_timestamp() + interval '${set.databaseMs} milliseconds')`;
  return {
    ...database,
    query: <R extends Row>(sql: string, values?: readonly SqlValue[]) =>
      database.query<R>(set.databaseMs === 0 ? sql : sql.replace('clock_timestamp()', shown()), values),
  };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
