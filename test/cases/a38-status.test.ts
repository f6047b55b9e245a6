import { expect, onTestFinished, test } from 'vitest';
import { createJobBook } from '../../desk/care/job-book';
import { openDatabase } from '../../desk/database/open';
import { deploy } from '../../scripts/commands/deploy';
import { status } from '../../scripts/commands/status';
import { startProject } from '../apply/project';
import { startPostgres } from '../desk/support/postgres';

test('A38 vox status shows the jobs of desks that share a PostgreSQL, when each ran and runs again, and how it failed', async () => {
  const [project, server] = [await startProject(), await startPostgres()];
  onTestFinished(async () => { await project.server.close(); server.stop(); });
  await project.run(deploy);
  expect((await project.run(status)).stdout).not.toContain('job of the desk');
  const url = await server.createDatabase();
  project.env['DATABASE_URL'] = url;
  expect((await project.run(status, { json: true })).json['jobs']).toBeNull();
  const database = await openDatabase({ url });
  const book = createJobBook({ db: database, clock: { now: () => Date.now() } });
  await book.claim({ name: 'retention', everyMs: 3_600_000 }, false);
  await book.settle('retention', 'the disk is full');
  await book.claim({ name: 'lost-calls', everyMs: 60_000 }, false);
  await database.close();
  const { stdout, code } = await project.run(status);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/job of the desk +last run +next run +failures\s+lost-calls +\d+ s ago +runs now +0\s+retention +\d+ s ago +in \d+ s +1 +the disk is full/) as string]);
  server.pause();
  const gone = await project.run(status);
  expect([gone.code, gone.stdout.includes('job of the desk'), gone.stderr]).toEqual([0, false, expect.stringContaining("The desk's jobs are unknown: The PostgreSQL named by DATABASE_URL cannot be used")]);
  server.resume();
});
