import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../desk/database/open';
import { startKillable, unshared, type Killable } from '../desk/support/killable';
import { freshPgliteFolder } from '../desk/support/pglite-template';
import { signInAt } from '../desk/support/stubborn';

async function folderForTest(): Promise<string> {
  const folder = await freshPgliteFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function startIn(place: string, under: readonly string[]): Promise<Killable> {
  const desk = await startKillable(place, { under });
  onTestFinished(() => desk.stop());
  return desk;
}

const refused = (folder: string) => new RegExp(
  `The database folder ${folder} is in use by another desk \\(process \\d+ on .+, since .+\\)\\. Stop that desk, or share one PostgreSQL by DATABASE_URL\\.`);

test('A27 a second desk in another PID namespace is refused, whatever its process id, and the first goes on', async () => {
  const folder = await folderForTest();
  const desk = await startIn(folder, unshared('--pid'));
  await expect(startIn(folder, unshared('--pid'))).rejects.toThrow(refused(folder));
  await expect(startIn(folder, [])).rejects.toThrow(refused(folder));
  expect(await signInAt(desk.url, 'op1')).not.toBe('');
});

test('A27 two containers that mount one volume at different places: the second is refused', async () => {
  const [folder, mounted] = [await folderForTest(), mkdtempSync(path.join(tmpdir(), 'desk-mounted-'))];
  onTestFinished(() => rmSync(mounted, { recursive: true, force: true }));
  await startIn(folder, unshared('--pid', '--mount'));
  const elsewhere = [...unshared('--pid', '--mount'), 'sh', '-c', `mount --bind ${folder} ${mounted} && exec "$@"`, 'sh'];
  await expect(startIn(mounted, elsewhere)).rejects.toThrow(refused(mounted));
});

test('A27 a folder under another name is the same folder', async () => {
  const folder = await folderForTest();
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  onTestFinished(() => rmSync(link));
  const database = await openDatabase({ folder });
  await expect(openDatabase({ folder: link })).rejects.toThrow(`The database folder ${link} is already open in this process.`);
  await database.close();
  await (await openDatabase({ folder: link })).close();
});

test('A28 a desk with process id 1 is killed by kill -9 and started again with process id 1', async () => {
  const folder = await folderForTest();
  const desk = await startIn(folder, unshared('--pid'));
  const session = await signInAt(desk.url, 'op1');
  await desk.killAndRestart();
  const me = await fetch(`${desk.url}/api/me`, { headers: { authorization: `Bearer ${session}` } });
  expect([me.status, await me.json()]).toMatchObject([200, { operator: 'op1' }]);
});
