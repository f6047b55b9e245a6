import { expect, onTestFinished, test } from 'vitest';
import { createRandom, type Random } from '../../emulator/clock/random';
import { connectionLine, lineDetail } from '../../operator/state';
import type { Database } from '../../desk/database/port';
import { onPglite } from '../desk/support/databases';
import { INTAKE, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type World } from '../desk/support/world';
import { runPage, second, settled, type RunningPage } from './support/page-in-node';

const LONGEST_JUMP_MS = 24 * 3_600_000;
type Step = (at: { world: World; first: RunningPage; other: RunningPage }) => void;

const ring = (callId: string): Step => ({ first }) =>
  first.phone.emit({ type: 'phone.ring', legId: 'leg', callId, offerId: `${callId}:1`, number: '+79161234567' });
const ended: Step = ({ first }) => first.phone.emit({ type: 'phone.ended', legId: 'leg', elsewhere: false, network: false });
const cut: Step = ({ world }) => world.desk.services.hub.all().forEach((page) => page.close('restart'));
const say = (type: 'user.intakeOn' | 'user.answer' | 'user.save' | 'user.extend'): Step => ({ first }) => first.page.dispatch({ type });

/** By its second: a day at work in 80 s. The first wrap-up is saved, the second runs into its limit. */
const DAY: Readonly<Record<number, Step>> = {
  1: say('user.intakeOn'),
  2: ring('7'),
  3: say('user.answer'),
  9: cut,
  20: ended,
  22: ({ first }) => first.page.dispatch({ type: 'user.comment', text: 'перезвонить' }),
  24: say('user.save'),
  25: ring('8'),
  26: ({ first }) => first.page.dispatch({ type: 'user.reject', how: 'pass' }),
  28: ({ first }) => first.phone.emit({ type: 'phone.lost', why: 'network', jitter: 0.5 }),
  44: ring('9'),
  45: say('user.answer'),
  49: ended,
  51: cut,
};
const LASTS_S = 80;
const LOOK_EVERY_S = 5;
const OFTEN = { ...INTAKE, rejectHoldoutMs: 15_000, wrapUp: { limitMs: 22_000, warnMs: 5_000, onLimit: 'off' as const } };

/** What an operator, a supervisor and the cloud see of it, second by second. */
async function course(database: Database, jump: (machines: readonly { setWall(byMs: number): void }[], atS: number) => void): Promise<string[]> {
  const { franchises } = sampleConfig();
  const center = sampleFranchise('center', '+74951234567', { intake: OFTEN });
  const world = await createWorld(database, { config: sampleConfig({ franchises: { ...franchises, center } }) });
  const seen: string[] = [];
  const first = await runPage(world, 'op1');
  await expect.poll(() => first.page.state().tab.leads, { timeout: 20_000 }).toBe(true);
  const other = await runPage(world, 'op1');
  const stop = (): void => [first, other].forEach(({ page }) => page.stop());
  onTestFinished(stop);
  await settled(world);
  const machines = [first.machine, other.machine];
  for (let atS = 1; atS <= LASTS_S; atS++) {
    jump([...machines, world.clock], atS);
    DAY[atS]?.({ world, first, other });
    await second(world, machines);
    if (atS % LOOK_EVERY_S > 0) continue;
    await settled(world);
    seen.push(`${atS} ${[first, other].map(({ page }) => sight(page.state())).join(' | ')} | ${await stored(world)}`);
  }
  stop();
  return [...seen, ...first.phone.asked];
}

function sight(state: Parameters<typeof connectionLine>[0]): string {
  const detail = lineDetail(state);
  return [connectionLine(state).line, detail?.kind, state.wrapUp && state.wrapUp.limitAtMs !== null ? Math.round((state.wrapUp.limitAtMs - state.nowMs) / 1_000) : ''].join(' ');
}

async function stored({ database, clock }: World): Promise<string> {
  const [row] = await database.query<{ text: string }>(
    `select concat_ws(' ', (select string_agg(presence, ',') from presences), (select string_agg(call_id || coalesce(closed_by, 'open'), ',' order by call_id) from wrap_ups),
       (select count(*) from leaderships where expires_at > $1), (select count(*) from sessions where expires_at > $1)) as text`, [clock.now()]);
  return row?.text ?? '';
}

function jumpingBy(random: Random): Parameters<typeof course>[1] {
  return (machines) => {
    // Each machine's clock is set every ten seconds or so, by a second to a day.
    for (const machine of machines) {
      if (random.below(10) > 0) continue;
      const byMs = Math.round(1_000 * (LONGEST_JUMP_MS / 1_000) ** random.next());
      machine.setWall(random.below(2) === 0 ? byMs : -byMs);
    }
  };
}

onPglite(({ open }) => {
  test('A1 a talk, its wrap-ups, leases and reconnects take the same course whatever the clocks of page and desk are set to', async () => {
    const still = await course(await open(), () => undefined);
    const jumped = await course(await open(), jumpingBy(createRandom('a1')));
    expect(jumped).toEqual(still);
    // What the course has to be, so that both are not wrong alike.
    expect(still.filter((line) => line.includes('alive'))).toEqual(
      [2, 3, 4, 5, 6, 16, 44, 45, 46, 47, 48].map((atS) => `${atS * 1_000} send alive`));
    expect(still.at(LASTS_S / LOOK_EVERY_S - 1)).toBe('80 paused   | other-tab   | off 7save,9limit 1 2');
  });
});
