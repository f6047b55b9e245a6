import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { freshPgliteFolder } from '../desk/support/pglite-template';
import { openOnSmallDisk, smallDisk, type DatabaseProcess, type DiskFromOutside, type SmallDisk } from '../desk/support/small-disk';

async function diskWithDatabase(options: string): Promise<SmallDisk> {
  const from = await freshPgliteFolder();
  onTestFinished(() => rmSync(from, { recursive: true, force: true }));
  return smallDisk({ options, from });
}

async function opened(disk: SmallDisk): Promise<DatabaseProcess> {
  const database = await openOnSmallDisk(disk);
  if ('failure' in database) throw new Error(database.failure);
  return database;
}

const WRITE = "insert into nonces (nonce, at) select gen_random_uuid()::text, 0 from generate_series(1, 10)";
const READ = 'select 1 as one';

/** Into PostgreSQL's log alone, past every watch: 24 MB. */
const PANIC = "select pg_logical_emit_message(false, 'x', repeat('y', 24000000))";
const TAKES_NOTHING = 'takes nothing that is written';

const refusal = (why: string) => ({ failure: { name: 'DatabaseReadOnly', message: expect.stringMatching(`${TAKES_NOTHING}: .*${why}`) as string } });

test('A26 a full disk of 46 MB: what is written is refused with a word, what is read is answered, and all goes on when there is room', async () => {
  const database = await opened(await diskWithDatabase('size=46m'));
  expect(await database.ask(WRITE)).toEqual({ rows: [] });
  database.disk.fill();
  expect(await database.ask(WRITE)).toEqual(refusal('0\\.0 MB of the disk are free, 8\\.0 MB are needed'));
  expect(await database.ask(READ)).toEqual({ rows: [{ one: 1 }] });
  database.disk.empty();
  expect(await database.ask(WRITE)).toEqual({ rows: [] });
  expect(database.notes).toEqual([
    expect.stringMatching(/takes nothing until there is room: 0\.0 MB of the disk are free, 8\.0 MB are needed\.$/), expect.stringMatching(/takes what is written again\.$/)]);
  expect(await database.ask('select count(*) as n from nonces')).toEqual({ rows: [{ n: 20 }] });
});

interface Misfortune { what: string; why: string; happens: (disk: DiskFromOutside) => void; ends: (disk: DiskFromOutside) => void }

test.each<Misfortune>([
  { what: 'read-only', why: 'its disk is read-only', happens: (disk) => disk.replaceByReadOnly(), ends: (disk) => disk.putBack() },
  { what: 'without inodes', why: 'the disk has room for \\d+ more files, 32 are needed', happens: (disk) => disk.fillWithFiles(), ends: (disk) => disk.empty() },
])('A26 a disk that is $what: the same', async ({ why, happens, ends }) => {
  const database = await opened(await diskWithDatabase('size=60m,nr_inodes=1500'));
  happens(database.disk);
  expect(await database.ask(WRITE)).toEqual(refusal(why));
  expect(await database.ask(READ)).toEqual({ rows: [{ one: 1 }] });
  ends(database.disk);
  expect(await database.ask(WRITE)).toEqual({ rows: [] });
});

test('A26 PGlite panics all the same: it is started anew when there is room, with all that was acknowledged', async () => {
  const database = await opened(await diskWithDatabase('size=60m'));
  expect(await database.ask(WRITE)).toEqual({ rows: [] });
  database.disk.fill(9_500_000);
  expect(await database.ask(PANIC)).toMatchObject({ failure: {} });
  expect(await database.ask(READ)).toMatchObject({ failure: { name: 'DatabaseDown' } });
  database.disk.empty();
  await expect.poll(() => database.ask('select count(*) as n from nonces'), { timeout: 30_000 }).toEqual({ rows: [{ n: 10 }] });
  expect(await database.ask(WRITE)).toEqual({ rows: [] });
  expect(database.notes).toEqual([expect.stringMatching(/stopped and is started anew: could not write to file/), expect.stringMatching(/answers again\.$/)]);
});

test('A26 SIGTERM ends a process whose disk is full, and one whose database does not answer', async () => {
  for (const hang of [(database: DatabaseProcess) => database.disk.fill(), (database: DatabaseProcess) => void database.ask('select pg_sleep(600)')]) {
    const database = await opened(await diskWithDatabase('size=46m'));
    hang(database);
    database.terminate();
    expect(await database.ended).toBe(0);
  }
});

test.each(['size=30m', 'size=80m,nr_inodes=900'])('A26 a disk that is too small for a new database (%s): a sentence, and nothing half made', async (options) => {
  const database = await openOnSmallDisk(smallDisk({ options }));
  expect(database).toEqual({ failure: expect.stringMatching(/^The desk's database in \S+ cannot be opened: .* needed\. Make room, then start again\.$/) as string });
});
