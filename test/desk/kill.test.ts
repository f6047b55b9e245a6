import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../desk/clock';
import { openDatabase } from '../../desk/database/open';
import { reconcileCalls } from '../../desk/journal/reconcile';
import { createJournal } from '../../desk/journal/receive';
import { createSeal } from '../../desk/journal/seal';
import { answered, completed, newCall, offered, queued } from './support/calls';
import { startKillable, type Killable } from './support/killable';
import { freshPgliteFolder } from './support/pglite-template';
import { startPostgres, type TestServer } from './support/postgres';
import { sampleConfig } from './support/sample-config';
import { createStubborn, signInAt } from './support/stubborn';

/** `npm run long -- kills` plays many times as many. */
const TIMES = Number(process.env['VOX_KILLS'] ?? 1);
const LANES = 12;
/** Every so manieth session is killed itself: its end never comes. */
const KILLED_EACH = 20;

/** One call with its save, each delivered until accepted, the save twice. */
async function live(desk: Killable, session: string, index: number): Promise<void> {
  const to = createStubborn(desk.url);
  const callId = `k${index}`;
  const call = answered(offered(queued(newCall({ callId, startedAtMs: Date.now() - 65_000 })), 'op1'), 'op1');
  await to.events(call.batch());
  const body = { saveId: `s${index}`, comment: `комментарий ${index}`, customerId: null, savedAt: new Date().toISOString() };
  const save = () => to.ask({ method: 'POST', path: `/api/calls/${callId}/wrap-up/save`, session, body });
  if (index % KILLED_EACH === 0) return void await save();
  await Promise.all([to.events(completed(call, 'op1').batch(3)), save(), save()]);
}

async function playAndKill(place: string, calls: number, kills: number): Promise<void> {
  const desk = await startKillable(place);
  onTestFinished(() => desk.stop());
  let next = 0;
  let killed = 0;
  const lane = async (): Promise<void> => {
    const session = await signInAt(desk.url, 'op1');
    while (next < calls) await live(desk, session, next++);
  };
  const killer = async (): Promise<void> => {
    while (next < calls && killed < kills) {
      // At a moment that the calls themselves set, so that a slow machine kills as often as a fast one.
      const at = Math.floor(((killed + 1) * calls) / (kills + 1)) + ((killed * 7) % 5);
      while (next < Math.min(at, calls)) await new Promise((resolve) => setTimeout(resolve, 1));
      killed++;
      await desk.killAndRestart();
    }
  };
  await Promise.all([killer(), ...Array.from({ length: LANES }, lane)]);
  await desk.killAndRestart();
  await desk.stop();
  expect(killed).toBe(kills);
}

async function inspect(place: string, calls: number): Promise<void> {
  const db = await openDatabase(place.startsWith('postgres:') ? { url: place } : { folder: place });
  try {
    const parts = { db, clock: machineClock, config: sampleConfig(), seal: createSeal('x') };
    const history = { endedAt: async () => ({ atMs: Date.now() }) };
    await reconcileCalls({ ...parts, journal: createJournal(parts) }, history, { silentMs: 0 });
    const [sums] = await db.query(
      `select count(*) as calls, count(reason) as ended, count(*) filter (where detail = 'session-lost') as lost,
         (select count(*) from saves) as saves, (select count(distinct body) from comments) as comments,
         (select count(*) from call_entries where kind = 'saved') as entries, (select count(*) from access_urls) as urls from calls`);
    expect(sums).toEqual({ calls, ended: calls, lost: calls / KILLED_EACH, saves: calls, comments: calls, entries: calls, urls: 0 });
  } finally {
    await db.close();
  }
}

describe('kill -9 at random moments: every accepted comment once, every call one reason', () => {
  let server: TestServer | undefined;
  beforeAll(async () => { server = await startPostgres(); });
  afterAll(() => server?.stop());

  test('R39 R42 on PGlite in a folder', { timeout: TIMES * 300_000 }, async () => {
    const folder = await freshPgliteFolder();
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); rmSync(`${folder}.lock`, { force: true }); });
    await playAndKill(folder, TIMES * 200, TIMES * 3);
    await inspect(folder, TIMES * 200);
  });

  test('R39 R42 on PostgreSQL', { timeout: TIMES * 300_000 }, async () => {
    const url = await server?.createDatabase() ?? '';
    await playAndKill(url, TIMES * 120, TIMES * 3);
    await inspect(url, TIMES * 120);
  });
});
