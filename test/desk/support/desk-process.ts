import { machineClock } from '../../../desk/clock';
import { openDatabase } from '../../../desk/database/open';
import { createDesk } from '../../../desk/desk';
import { createLog } from '../../../desk/http/log';
import { SAMPLE_KEYS, sampleConfig } from './sample-config';

/** The desk as a process of its own, to be killed: `node desk-process.mjs ‹port› ‹database url or folder›`. */
async function main([port, place = '']: string[]): Promise<void> {
  const database = await openDatabase(place.startsWith('postgres:') ? { url: place } : { folder: place });
  const desk = await createDesk({ database, clock: machineClock, config: sampleConfig(), keys: SAMPLE_KEYS, log: createLog('error') });
  await desk.app.listen({ port: Number(port), host: '127.0.0.1' });
  process.stdout.write('listening\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)} ${error instanceof Error ? String(error.cause) : ''}\n`);
  process.exitCode = 1;
});
