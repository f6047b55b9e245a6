import { pushToErp } from '../directory/erp-push';
import { closeSignedOut } from '../live/hub';
import { forgetNonces } from '../journal/signed-route';
import type { Services } from '../services';
import { dueTransfers, stepStoredTransfer } from '../transfer/store';
import { dueWrapUps, stepStored } from '../wrap-up/store';
import { eachByItself, Job, type JobOptions } from './job';
import type { Repeated } from './repeat';
import { deleteOld } from './retention';
import { shortenAhead } from './shorten-ahead';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const GRACE_MS = 30_000;

export interface Caretaker extends Repeated {
  /** All that is due by the clock; timers do so themselves, tests by this. */
  tick: () => Promise<void>;
}

/** What the desk does by itself, each as a job: limits and warnings, who is gone, what the ERPs still lack, what is too old. */
export function createCaretaker(services: Services): Caretaker {
  const jobs = jobsOf(services).map((options) => new Job(options, services));
  services.jobs.push(...jobs);
  return {
    tick: async () => { for (const job of jobs) await job.runIfDue(); },
    start: () => jobs.forEach((job) => job.start()),
    stop: async () => { await Promise.all(jobs.map((job) => job.stop())); },
  };
}

function jobsOf(services: Services): JobOptions[] {
  const { clock, config, db, hub, jobBook: book, presences, sessions } = services;
  return [
    { name: 'time-gone-back', everyMs: SECOND_MS, work: whenTimeGoesBack(services) },
    { name: 'wrap-up-limits', everyMs: SECOND_MS, work: () => stepDueWrapUps(services) },
    { name: 'transfer-limits', everyMs: SECOND_MS, work: () => stepDueTransfers(services) },
    { name: 'presences-seen', everyMs: SECOND_MS, work: () => presences.seen(hub.all().map(({ scope }) => scope)) },
    { name: 'presences-expire', everyMs: SECOND_MS, work: () => presences.expire((franchise) => config.franchises[franchise]?.intake.graceMs ?? GRACE_MS) },
    { name: 'erp-outbox', everyMs: SECOND_MS, work: () => pushToErp({ ...services, clients: services.erpClients }) },
    { name: 'nonces', everyMs: MINUTE_MS, book, work: () => forgetNonces(db, clock.now()) },
    { name: 'signed-out-pages', everyMs: MINUTE_MS, work: () => closeSignedOut(hub.all(), sessions) },
    { name: 'sessions', everyMs: HOUR_MS, book, work: () => sessions.forgetExpired() },
    { name: 'retention', everyMs: HOUR_MS, book, work: () => deleteOld(services) },
  ];
}

function whenTimeGoesBack(services: Services): () => Promise<void> {
  let lastMs = services.clock.now();
  return async () => {
    const nowMs = services.clock.now();
    if (nowMs < lastMs) await shortenAhead(services);
    lastMs = nowMs;
  };
}

/** Nobody stays reserved, and no page in doubt, for a word that never comes. */
async function stepDueTransfers({ db, clock }: Services): Promise<void> {
  await eachByItself(await dueTransfers(db, clock.now()), (key) =>
    db.transaction((tx) => stepStoredTransfer(tx, key, { kind: 'tick', atMs: clock.now() })));
}

async function stepDueWrapUps({ db, clock, config }: Services): Promise<void> {
  const warnings = Object.values(config.franchises).map(({ intake }) => intake.wrapUp.warnMs);
  const due = await dueWrapUps(db, { nowMs: clock.now(), longestWarnMs: Math.max(0, ...warnings) });
  await eachByItself(due, (key) => db.transaction((tx) => stepStored(tx, { ...key, action: { kind: 'tick', atMs: clock.now() } }, config)));
}
