import { machineClock } from '../clock';
import { openDatabase } from '../database/open';
import { createDesk } from '../desk';
import { createLog } from '../http/log';
import { BENCH_KEYS, benchConfig } from './bench-config';
import type { FromSoakDesk } from './child-desk';
import { counted } from './counted';

/** The desk of the soak, in a process of its own so that its memory is its own: `soak-desk ‹operators› ‹database› ‹franchises› ‹log level›`. */
async function main([operators, place = '', franchises, logLevel = 'error']: string[]): Promise<void> {
  const config = benchConfig(Number(operators), Number(franchises));
  const { database, work } = counted(await openDatabase(place.startsWith('postgres:') ? { url: place } : { folder: place }));
  const desk = await createDesk({ database, clock: machineClock, config, keys: BENCH_KEYS, log: createLog(logLevel) });
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const address = desk.app.server.address();
  const sessions = await Promise.all(Object.values(config.operators).map(async ({ user: operator, franchise }) => {
    const { token } = await desk.services.sessions.open({ operator, franchise }, 'bearer');
    return { operator, franchise, session: token };
  }));
  process.on('message', (asked) => say(asked === 'memory' ? { kind: 'memory', ...memory() } : { kind: 'database', ...work }));
  process.on('disconnect', () => { void desk.close().then(() => database.close()).finally(() => process.exit()); });
  say({ kind: 'ready', url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, sessions });
}

function say(message: FromSoakDesk): void {
  process.send?.(message);
}

/** What is left after a collection. */
function memory(): { heapMb: number; residentMb: number; cpuSeconds: number } {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapMb: heapUsed / 1_048_576, residentMb: rss / 1_048_576, cpuSeconds: (user + system) / 1e6 };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The desk of the soak failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  process.disconnect();
});
