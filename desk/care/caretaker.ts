import type { Stopwatch } from '../clock';
import { pushToErp } from '../directory/erp-push';
import { describeError } from '../http/log';
import { closeSignedOut } from '../live/hub';
import { forgetNonces } from '../journal/signed-route';
import type { Services } from '../services';
import { dueTransfers, stepStoredTransfer } from '../transfer/store';
import { dueWrapUps, stepStored } from '../wrap-up/store';
import { repeat, type Repeated } from './repeat';
import { deleteOld } from './retention';
import { shortenAhead } from './shorten-ahead';

const TICK_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const GRACE_MS = 30_000;

export interface Caretaker extends Repeated {
  /** All that is due by the clock; the timer calls it, tests do so themselves. */
  tick: () => Promise<void>;
}

/** What the desk does by itself: limits and warnings, who is gone, what the ERPs still lack, what is too old. */
export function createCaretaker(services: Services): Caretaker {
  const { clock, log } = services;
  const last: { minute?: Stopwatch; hour?: Stopwatch; nowMs: number } = { nowMs: clock.now() };

  const tick = async (): Promise<void> => {
    const nowMs = clock.now();
    if (nowMs < last.nowMs) await shortenAhead(services);
    last.nowMs = nowMs;
    await stepDueWrapUps(services);
    await stepDueTransfers(services);
    await services.presences.seen(services.hub.all().map(({ scope }) => scope));
    await services.presences.expire((franchise) => services.config.franchises[franchise]?.intake.graceMs ?? GRACE_MS);
    await pushToErp({ ...services, clients: services.erpClients });
    if (isOver(last.minute, MINUTE_MS)) {
      last.minute = clock.stopwatch();
      await forgetNonces(services.db, clock.now());
      await closeSignedOut(services.hub.all(), services.sessions);
    }
    if (isOver(last.hour, HOUR_MS)) {
      last.hour = clock.stopwatch();
      await services.sessions.forgetExpired();
      await deleteOld(services);
    }
  };
  const fail = (error: unknown): void => log.error({ err: describeError(error) }, 'the desk could not do what is due; it tries again');
  return { tick, ...repeat({ clock, everyMs: TICK_MS, work: tick, fail }) };
}

function isOver(ago: Stopwatch | undefined, ms: number): boolean {
  return ago === undefined || ago() >= ms;
}

/** Nobody stays reserved, and no page in doubt, for a word that never comes. */
async function stepDueTransfers({ db, clock }: Services): Promise<void> {
  for (const key of await dueTransfers(db, clock.now())) {
    await db.transaction((tx) => stepStoredTransfer(tx, key, { kind: 'tick', atMs: clock.now() }));
  }
}

async function stepDueWrapUps({ db, clock, config }: Services): Promise<void> {
  const warnings = Object.values(config.franchises).map(({ intake }) => intake.wrapUp.warnMs);
  const due = await dueWrapUps(db, { nowMs: clock.now(), longestWarnMs: Math.max(0, ...warnings) });
  for (const key of due) {
    await db.transaction((tx) => stepStored(tx, { ...key, action: { kind: 'tick', atMs: clock.now() } }, config));
  }
}
