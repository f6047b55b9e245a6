import { expect, test } from 'vitest';
import type { SessionHistory } from '../../desk/journal/reconcile';
import { abandoned, newCall, queued } from './support/calls';
import { onBothDatabases } from './support/databases';
import { createWorld, type World } from './support/world';

/** An account's history with these ended sessions, which notes what it is asked. */
function accountHistory(ended: readonly string[]): SessionHistory & { asked: string[]; down: boolean } {
  const history = {
    asked: [] as string[], down: false,
    async endedAt(callId: string) {
      history.asked.push(callId);
      if (history.down) throw new Error('GetCallHistory (session of +79161234567): the connection failed');
      return ended.includes(callId) ? { atMs: Date.UTC(2026, 2, 10, 9, 1) } : null;
    },
  };
  return history;
}

const ring = async (world: World, callId: string): Promise<void> => {
  await world.post(queued(newCall({ callId, startedAtMs: world.clock.now() })).batch());
};
const ends = (world: World) => world.database.query("select call_id, detail from calls where reason is not null order by call_id");

onBothDatabases(({ open }) => {
  test('the desk closes calls that fell silent by itself, by its clock', async () => {
    const world = await createWorld(await open(), { history: accountHistory(['killed']) });
    await ring(world, 'killed');
    await world.post(abandoned(queued(newCall({ callId: 'over', startedAtMs: world.clock.now() }))).batch());
    const later = () => { world.clock.advance(60_000); return ends(world); };
    await expect.poll(later, { timeout: 20_000 }).toEqual([{ call_id: 'killed', detail: 'session-lost' }, { call_id: 'over', detail: 'queue' }]);
    await expect.poll(() => world.logged()).toContain('closed calls whose session was killed');
  });

  test('asked about are silent calls alone, and a long talk seldom', async () => {
    const history = accountHistory([]);
    const world = await createWorld(await open(), { history });
    await ring(world, 'talking');
    await world.post(abandoned(queued(newCall({ callId: 'over', startedAtMs: world.clock.now() }))).batch());
    await world.desk.tick();
    expect(history.asked).toEqual([]);
    world.clock.advance(3 * 60_000);
    await world.desk.tick();
    world.clock.advance(4 * 60_000);
    await world.desk.tick();
    expect(history.asked).toEqual(['talking']);
    world.clock.advance(2 * 60_000);
    await world.desk.tick();
    // By this round or by the desk's own in between, but once.
    await expect.poll(() => history.asked).toEqual(['talking', 'talking']);
  });

  test('of two desks on one database one asks about a call, each round about a few, and all in the end', async () => {
    const database = await open();
    const history = accountHistory([]);
    const [one, two] = [await createWorld(database, { history }), await createWorld(database, { history })];
    for (let index = 0; index < 50; index++) await ring(one, `c${index}`);
    for (const { clock } of [one, two]) clock.advance(3 * 60_000 + 1_000);
    await Promise.all([one.desk.tick(), two.desk.tick()]);
    for (const { desk } of [one, two, one]) await desk.tick();
    await expect.poll(() => new Set(history.asked).size).toBe(50);
    expect(history.asked).toHaveLength(50);
  });

  test('an account that does not answer is left alone for the round, told without numbers, and asked again', async () => {
    const history = accountHistory(Array.from({ length: 9 }, (_, index) => `c${index}`));
    const world = await createWorld(await open(), { history });
    for (let index = 0; index < 9; index++) await ring(world, `c${index}`);
    await world.database.query('update calls set last_heard_at = 0');
    history.down = true;
    await world.desk.tick();
    expect([history.asked.length, await ends(world)]).toEqual([3, []]);
    expect(world.logged()).toContain("the account's history could not be read");
    expect(world.logged()).not.toContain('79161234567');
    history.down = false;
    world.clock.advance(5 * 60_000);
    await world.desk.tick();
    expect(await ends(world)).toHaveLength(9);
  });

  test('a desk that stops does not wait for an account that hangs', async () => {
    const history: SessionHistory = { endedAt: () => new Promise(() => undefined) };
    const world = await createWorld(await open(), { history });
    await ring(world, 'c');
    await world.database.query('update calls set last_heard_at = 0');
    const round = world.desk.tick();
    await world.desk.close();
    await round;
    expect(await ends(world)).toEqual([]);
  });
});
