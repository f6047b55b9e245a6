import { expect, onTestFinished, test } from 'vitest';
import { moveOn } from '../../desk/care/move-on';
import { databaseClock, type DatabaseClock } from '../../desk/database-clock';
import { pausable } from '../../desk/database/pausable';
import type { Database } from '../../desk/database/port';
import { talk } from '../desk/support/calls';
import { onBothDatabases } from '../desk/support/databases';
import { createManualClock, NOON } from '../desk/support/manual-clock';
import { createWorld, type TestPage, type World } from '../desk/support/world';

const HOUR_MS = 3_600_000;

/** Two desks on one database, whose machine's clock can be set; both desks' machines can sleep. */
async function twoDesks(database: Database) {
  const machine = createManualClock();
  const sinceStart = machine.stopwatch();
  const set = { databaseMs: 0, sleptMs: 0 };
  const db: Database = {
    ...database,
    query: (sql, values) => database.query(sql.replace('clock_timestamp()', `to_timestamp(${NOON + sinceStart() + set.databaseMs} / 1000.0)`), values),
  };
  const clocks: DatabaseClock[] = [];
  const worlds: World[] = [];
  for (const desk of [0, 1]) {
    const clock = await databaseClock(db, machine, { onSetAhead: (byMs, movedMs) => moveOn(db, byMs, movedMs), sinceBoot: () => sinceStart() + set.sleptMs });
    onTestFinished(() => clock.stop());
    clocks[desk] = clock;
    worlds[desk] = await createWorld(db, { clock });
  }
  return {
    worlds, set,
    /** A second later, when both desks have asked the database. */
    async second() {
      const wantedMs = NOON + sinceStart() + 1_000 + set.databaseMs;
      machine.advance(1_000);
      await expect.poll(() => clocks.map((clock) => clock.now())).toEqual([wantedMs, wantedMs]);
    },
  };
}

const claim = async (page: TestPage, pageId: string) => (await page.ask('POST /api/leadership', { body: { pageId, action: 'claim' } })).body;

onBothDatabases(({ name, open }) => {
  test.each([[[24 * HOUR_MS]], [[25_000, 2 * HOUR_MS]], [[HOUR_MS, -HOUR_MS / 2, HOUR_MS]]])('A1 the database’s clock is set by %j ms: sessions, leases and limits end neither early nor late', async (jumps) => {
    const desks = await twoDesks(await open());
    const { worlds: [one, two], set } = desks;
    if (!one || !two) throw new Error('There are two desks.');
    const page = await one.signIn('op1');
    await claim(page, 'a');
    await talk(one, { callId: '1', operator: 'op1' });
    for (const byMs of jumps) {
      set.databaseMs += byMs;
      await desks.second();
    }
    const ms = jumps.length * 1_000;
    const back = jumps.some((byMs) => byMs < 0);
    const at = (world: World) => world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${page.session}` } });
    expect([(await at(one)).statusCode, (await at(two)).statusCode]).toEqual([200, 200]);
    // Set back, what lasts is shortened by a job of its own; ahead, it is moved on.
    if (back) await one.desk.tick();
    const lease = await claim(page, 'b');
    expect([lease.leads, lease.expiresInMs]).toEqual([false, back ? expect.any(Number) : 15_000 - ms]);
    expect(lease.expiresInMs).toBeLessThanOrEqual(15_000);
    const { wrapUp } = (await page.ask('GET /api/wrap-up')).body;
    expect([wrapUp?.state, (wrapUp?.limitInMs ?? 0) > 0, (wrapUp?.limitInMs ?? 0) <= 120_000]).toEqual(['open', true, true]);
    if (!back) expect(wrapUp?.limitInMs).toBe(120_000 - ms);
  });

  // PGlite has one connection: nothing is written meanwhile.
  if (name === 'PostgreSQL') test('A1 what is written while the database’s clock is set ahead ends neither early nor late', async () => {
    const machine = createManualClock();
    const sinceStart = machine.stopwatch();
    let setMs = 0;
    const held = { until: undefined as Promise<void> | undefined, reached: (): void => undefined };
    const opened = await open();
    const { database, alone } = pausable({
      ...opened,
      query: (sql, values) => opened.query(sql.replace('clock_timestamp()', `to_timestamp(${NOON + sinceStart() + setMs} / 1000.0)`), values),
      transaction: (work, options) => opened.transaction((tx) => work({
        ...tx,
        query: async (sql, values) => {
          if (sql.startsWith('insert into wrap_ups')) { held.reached(); await held.until; }
          return tx.query(sql, values);
        },
      }), options),
    });
    let ask: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => { ask = resolve; });
    const onSetAhead = (byMs: number, movedMs: number) => { ask(); return alone((db) => moveOn(db, byMs, movedMs)); };
    const clock = await databaseClock(database, machine, { onSetAhead, sinceBoot: sinceStart });
    onTestFinished(() => clock.stop());
    const world = await createWorld(database, { clock });
    let release: () => void = () => undefined;
    held.until = new Promise((resolve) => { release = resolve; });
    const isHeld = new Promise<void>((resolve) => { held.reached = resolve; });
    const talked = talk(world, { callId: '1', operator: 'op1' });
    await isHeld;
    setMs = 24 * HOUR_MS;
    machine.advance(1_000);
    await isAsked;
    // Twice what it takes to move on all that is there.
    for (let trips = 0; trips < 60; trips++) await opened.query('select 1');
    release();
    await talked;
    await expect.poll(() => clock.now()).toBeGreaterThan(NOON + 23 * HOUR_MS);
    await world.desk.tick();
    const page = await world.signIn('op1');
    expect((await page.ask('GET /api/wrap-up')).body.wrapUp).toMatchObject({ state: 'open', limitInMs: 119_000 });
  });

  test('A1 a machine that slept for an hour finds what ended meanwhile ended', async () => {
    const desks = await twoDesks(await open());
    const { worlds: [one], set } = desks;
    if (!one) throw new Error('There are two desks.');
    const page = await one.signIn('op1');
    set.databaseMs += HOUR_MS;
    set.sleptMs += HOUR_MS;
    await desks.second();
    expect((await page.ask('GET /api/me')).status).toBe(401);
  });
});
