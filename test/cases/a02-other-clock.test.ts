import { expect, test } from 'vitest';
import { createDeskHttp } from '../../operator/desk/desk-http';
import { ageMs, longestWaitMs } from '../../operator/view/ages';
import { createCallers } from '../../operator/view/callers';
import { duration } from '../../operator/view/format';
import { newCall, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { goLive, listen } from '../desk/support/live-page';
import { createManualClock, NOON } from '../desk/support/manual-clock';
import { createWorld } from '../desk/support/world';

const HOUR_MS = 3_600_000;

onPglite(({ open }) => {
  test.each([
    ['the supervisor\'s machine an hour ahead', { browser: HOUR_MS, desk: 0, cloud: 0 }],
    ['the supervisor\'s machine a day behind', { browser: -24 * HOUR_MS, desk: 0, cloud: 0 }],
    ['the cloud 50 s ahead of the desk', { browser: 0, desk: 0, cloud: 50_000 }],
    ['the cloud 50 s behind the desk', { browser: 0, desk: 0, cloud: -50_000 }],
    ['the desk\'s machine set a day ahead while it runs', { browser: 0, desk: 24 * HOUR_MS, cloud: 0 }],
  ])('A2 a caller waits 5 s, %s: «Дольше всех: 0:05»', async (_, ahead) => {
    const world = await createWorld(await open());
    const { clock } = world;
    const browser = createManualClock(NOON + ahead.browser);
    const page = await goLive(world, 'op1', 'a');
    await (await world.signIn('op1')).ask('POST /api/leadership', { body: { pageId: 'a', action: 'claim' } });
    page.say({ type: 'presence', presence: 'ready', callId: null });
    await expect.poll(() => world.database.query('select 1 from presences')).toHaveLength(1);
    const call = queued(newCall({ callId: '1', startedAtMs: clock.now() + ahead.cloud }));
    await world.post(call.batch(), { sentMs: clock.now() + ahead.cloud });
    // What was told at once of a second ago: the call came a second before.
    clock.setWall(ahead.desk);
    clock.advance(4_000);
    const base = `http://${await listen(world)}`;
    const http = createDeskHttp({ base, getToken: () => world.token('chief1') });
    const clocks = { nowMs: browser.now, wall: browser.wall };
    const callers = createCallers({ clock: clocks, http, base, onMessage: () => () => undefined });
    const team = await callers.team();
    expect(duration(longestWaitMs(team, browser.now()))).toBe('0:05');
    browser.advance(10_000);
    expect(duration(longestWaitMs(team, browser.now()))).toBe('0:15');
    const ready = team.operators.find(({ operator }) => operator === 'op1');
    expect(ready?.forMs === undefined || ready.forMs === null ? null : duration(ageMs(ready.forMs, team, browser.now()))).toBe('0:14');
  });
});
