import { expect, test } from 'vitest';
import { Job } from '../../desk/care/job';
import { createJobBook, readJobs, RUN_LONGEST_MS } from '../../desk/care/job-book';
import { createLog } from '../../desk/http/log';
import type { Database } from '../../desk/database/port';
import { onBothDatabases } from '../desk/support/databases';
import { createManualClock, type ManualClock } from '../desk/support/manual-clock';
import { createWorld } from '../desk/support/world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A desk's job `tidy` on a shared database; what it is to do now, and how often it was done. */
interface Desk { job: Job; runs: number; work: () => Promise<unknown> }

function deskOn(db: Database, clock: ManualClock, everyMs = HOUR_MS): Desk {
  const desk: Desk = {
    runs: 0,
    work: async () => undefined,
    job: new Job({ name: 'tidy', everyMs, book: createJobBook({ db, clock }), work: () => { desk.runs++; return desk.work(); } }, { clock, log: createLog('silent') }),
  };
  return desk;
}
const fails = (why: string) => () => Promise.reject(new Error(why));

onBothDatabases(({ open }) => {
  test('A38 two desks on one database run each job once for its interval, whoever looks first; one that is gone is missed by nobody', async () => {
    const [db, clock] = [await open(), createManualClock()];
    const [one, two] = [deskOn(db, clock), deskOn(db, clock)];
    const look = async (desks: readonly Desk[], ms: number) => {
      clock.advance(ms);
      await Promise.all(desks.map(({ job }) => job.runIfDue()));
      return one.runs + two.runs;
    };
    expect([await look([one, two], 0), await look([two, one], HOUR_MS - 1), await look([two], 1), await look([one], 1_000), await look([two], HOUR_MS - 1_000)]).toEqual([1, 1, 2, 2, 3]);
  });

  test('A38 a desk that restarts goes on where it was, and tells when the job ran before', async () => {
    const [db, clock] = [await open(), createManualClock()];
    await deskOn(db, clock).job.runIfDue();
    clock.advance(HOUR_MS - 1_000);
    const again = deskOn(db, clock);
    await again.job.runIfDue();
    const kept = (await readJobs({ db, nowMs: clock.now() })).get('tidy');
    expect([again.runs, again.job.view(kept)]).toEqual([0, { name: 'tidy', lastRunAgoMs: HOUR_MS - 1_000, nextRunInMs: 1_000, runningForMs: null, failures: 0, failedInRow: 0 }]);
    clock.advance(1_000);
    await again.job.runIfDue();
    expect(again.runs).toBe(1);
  });

  test('A38 what throws runs again sooner, then less and less often, and is told without numbers until it works', async () => {
    const [db, clock] = [await open(), createManualClock()];
    const desk = deskOn(db, clock);
    desk.work = fails('no such row for +79161234567');
    const waits: number[] = [];
    for (let time = 0; time < 8; time++) {
      await desk.job.runIfDue();
      const kept = (await readJobs({ db, nowMs: clock.now() })).get('tidy');
      expect(kept).toMatchObject({ failures: time + 1, failedInRow: time + 1, why: 'no such row for +7916•••4567' });
      waits.push((kept?.nextRunInMs ?? 0) / MINUTE_MS);
      clock.advance(kept?.nextRunInMs ?? 0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    desk.work = async () => undefined;
    await desk.job.runIfDue();
    expect((await readJobs({ db, nowMs: clock.now() })).get('tidy')).toMatchObject({ failures: 8, failedInRow: 0, why: null, nextRunInMs: HOUR_MS });
  });

  test('A38 a run that takes longer than its interval is not begun twice; one that hangs is given up, seen, and begun anew', async () => {
    const [db, clock] = [await open(), createManualClock()];
    const [one, two] = [deskOn(db, clock, MINUTE_MS), deskOn(db, clock, MINUTE_MS)];
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => { begun = resolve; });
    one.work = () => { begun(); return new Promise(() => undefined); };
    const hangs = one.job.runIfDue();
    await isBegun;
    for (let minute = 1; minute < 15; minute++) {
      clock.advance(MINUTE_MS);
      await two.job.runIfDue();
    }
    const seen = await readJobs({ db, nowMs: clock.now() });
    expect([one.runs, two.runs, seen.get('tidy')]).toEqual([1, 0, expect.objectContaining({ runningForMs: 14 * MINUTE_MS, failures: 0 })]);
    clock.advance(MINUTE_MS);
    await hangs;
    expect((await readJobs({ db, nowMs: clock.now() })).get('tidy')).toMatchObject({ runningForMs: null, failures: 1, why: 'It did not end within 15 minutes.' });
    one.work = async () => undefined;
    clock.advance(MINUTE_MS);
    await one.job.runIfDue();
    expect(one.runs).toBe(2);
  });

  test('A38 a desk that was killed in a run leaves it to another when the longest run is over, and that counts as a failure', async () => {
    const [db, clock] = [await open(), createManualClock()];
    await createJobBook({ db, clock }).claim({ name: 'tidy', everyMs: MINUTE_MS }, false);
    const desk = deskOn(db, clock, MINUTE_MS);
    clock.advance(RUN_LONGEST_MS - 1);
    await desk.job.runIfDue();
    expect(desk.runs).toBe(0);
    clock.advance(MINUTE_MS);
    await desk.job.runIfDue();
    expect([desk.runs, (await readJobs({ db, nowMs: clock.now() })).get('tidy')]).toEqual([1, expect.objectContaining({ failures: 1, failedInRow: 0, runningForMs: null })]);
  });

  test('A38 a database that is gone while a run ends keeps the desk from no later run', async () => {
    const [db, clock] = [await open(), createManualClock()];
    let isGone = false;
    const flaky: Database = { ...db, query: (sql, values) => (isGone ? Promise.reject(new Error('gone')) : db.query(sql, values)) };
    const desk = deskOn(flaky, clock, MINUTE_MS);
    desk.work = async () => { isGone = true; };
    await desk.job.runIfDue();
    isGone = false;
    desk.work = async () => undefined;
    clock.advance(MINUTE_MS);
    await desk.job.runIfDue();
    expect([desk.runs, (await readJobs({ db, nowMs: clock.now() })).get('tidy')]).toEqual([2, expect.objectContaining({ failures: 1, failedInRow: 0 })]);
  });

  test('A38 a database whose time is set back by a day runs its jobs on time', async () => {
    const [database, clock] = [await open(), createManualClock()];
    const world = await createWorld(database, { clock });
    await world.desk.tick();
    clock.setShared(-24 * HOUR_MS);
    await world.desk.tick();
    clock.advance(1_000);
    await world.desk.tick();
    for (const [name, { nextRunInMs }] of await readJobs({ db: database, nowMs: clock.now() })) expect(nextRunInMs, name).toBeLessThanOrEqual(HOUR_MS);
  });

  test('A38 a desk that stops does not wait for a run that hangs', async () => {
    const [db, clock] = [await open(), createManualClock()];
    const desk = deskOn(db, clock);
    const begun = new Promise<void>((resolve) => { desk.work = () => { resolve(); return new Promise(() => undefined); }; });
    void desk.job.run();
    await begun;
    const stopped = desk.job.stop();
    clock.advance(5_000);
    await stopped;
  });
});
