import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../desk/database/port';
import { talk } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { startErp } from '../desk/support/fake-erp';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type World } from '../desk/support/world';

/** Statements that hold one of these words fail, as where one row cannot be read. */
function breaking(database: Database, ...words: readonly string[]): Database {
  const query: Database['query'] = (sql, values) =>
    (words.some((word) => sql.includes(word)) ? Promise.reject(new Error('broken')) : database.query(sql, values));
  return { ...database, query };
}

async function worldOn(database: Database): Promise<{ world: World; records: ReadonlyMap<string, unknown> }> {
  const erp = await startErp();
  const config = sampleConfig({ franchises: {
    center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url: erp.url } }), north: sampleFranchise('north', '+78121234567') } });
  const world = await createWorld(database, { config, keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
  return { world, records: erp.records };
}

const jobsOf = async (world: World) => (await (await world.signIn('chief1')).ask('GET /api/supervisor')).body.jobs ?? [];

onPglite(({ open }) => {
  test.each([['limit_at <= $1'], ['transfers'], ['presences'], ['delete from nonces'], ['sessions where expires_at']])('A38 a step that fails (%s) stops none behind it, is told once, and stands in the list of jobs', async (word) => {
    const database = await open();
    const { world, records } = await worldOn(breaking(database, word));
    await talk(world, { callId: 'old', operator: 'op1' });
    await database.query("update calls set started_at = 0, last_heard_at = 0 where call_id = 'old'");
    await database.query(
      `insert into erp_outbox (franchise, save_id, call_id, body, attempts, next_at) values ('center', 's', 'c', '{"saveId":"s","comment":"","customerId":null}', 1, 0)`);
    await world.desk.tick();
    world.clock.advance(1_000);
    await world.desk.tick();
    await expect.poll(() => [...records.keys()]).toEqual(['s']);
    expect(await database.query('select call_id from calls')).toEqual([]);
    const failed = world.logged().split('\n').filter((line) => line.includes('a job of the desk failed'));
    expect(new Set(failed).size).toBe(failed.length);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(3);
  });

  test('A38 each job says when it ran, when it runs again, and how often it failed', async () => {
    const database = await open();
    let broken = true;
    const flaky: Database = { ...database, query: (sql, values) => (broken && sql.includes('nonces') ? Promise.reject(new Error('broken')) : database.query(sql, values)) };
    const { world } = await worldOn(flaky);
    await world.desk.tick();
    const of = async (name: string) => (await jobsOf(world)).find((job) => job.name === name);
    expect(await of('nonces')).toEqual({ name: 'nonces', lastRunAgoMs: 0, nextRunInMs: 60_000, runningForMs: null, failures: 1, failedInRow: 1 });
    expect(await of('retention')).toEqual({ name: 'retention', lastRunAgoMs: 0, nextRunInMs: 3_600_000, runningForMs: null, failures: 0, failedInRow: 0 });
    broken = false;
    world.clock.advance(60_000);
    await world.desk.tick();
    expect(await of('nonces')).toMatchObject({ nextRunInMs: 60_000, failures: 1, failedInRow: 0 });
    expect(world.logged()).toContain('a job of the desk works again');
  });

  test('A38 one wrap-up that cannot be closed keeps no other open', async () => {
    const database = await open();
    await database.query(`create function refuse() returns trigger language plpgsql as $$ begin if new.call_id = 'bad' then raise exception 'broken'; end if; return new; end $$`);
    await database.query('create trigger refuse_bad before update on wrap_ups for each row execute function refuse()');
    onTestFinished(async () => {
      await database.query('drop trigger refuse_bad on wrap_ups');
      await database.query('drop function refuse');
    });
    const { world } = await worldOn(database);
    await database.query(
      `insert into wrap_ups (franchise, call_id, operator, opened_at, limit_at, warned, extensions)
       select 'center', id, 'op1', $1::bigint - 2, $1::bigint - 1, true, 0 from unnest(array['bad', 'good']) as id`, [world.clock.now()]);
    await world.desk.tick();
    expect(await database.query('select call_id from wrap_ups where closed_at is not null')).toEqual([{ call_id: 'good' }]);
  });

  test('A38 what is too old goes whole in one round, however much it is', async () => {
    const database = await open();
    const { world } = await worldOn(database);
    await database.query(
      `insert into calls (call_id, franchise, from_raw, to_number, started_at, day, phase, queued, answered, wait_ms, talk_ms, offers, offered_to, last_heard_at)
       select 'c' || n, 'center', '', '+74951234567', 0, '1970-01-01', 'ended', true, true, 1, 1, '[]', '{}', 1 from generate_series(1, 7000) as n`);
    await world.desk.tick();
    expect(await database.query('select count(*) as n from calls')).toEqual([{ n: 0 }]);
  });
});
