import { askingCheck, failedChecks, type CheckName } from './checks';
import { desiredStatusOf } from './desired-status';
import type { PageState, SoundTrouble } from './model';
import { UNCONFIRMED_MS, unconfirmedSinceMs } from './reconciler';

/** The connection line: always exactly one of the nine. */
export type ConnectionLine =
  | { readonly line: 'no-connection' | 'connecting' | 'off' | 'on' | 'ringing' | 'talking' | 'wrap-up' | 'other-tab' }
  | { readonly line: 'paused'; readonly reason: PauseReason };

/** Why calls do not come though nobody switched intake off; `untilMs`: by when they do. */
export type PauseReason =
  | { readonly kind: 'missed' | 'passed-on'; readonly untilMs: number }
  | { readonly kind: 'misses'; readonly count: number }
  | { readonly kind: 'limit' | 'supervisor' | 'elsewhere' | 'checking' | 'banned' | 'status' | 'reserved' }
  | { readonly kind: 'checks'; readonly failed: CheckName }
  | { readonly kind: 'asking'; readonly check: CheckName }
  | { readonly kind: 'sound'; readonly why: SoundTrouble }
  | { readonly kind: Barrier };

/** What keeps this page from the telephony though no connection is lost (R58). */
export type Barrier = 'signed-out' | 'origin' | 'no-webrtc' | 'sdk' | 'blocked' | 'refused';

export function connectionLine(state: PageState): ConnectionLine {
  if (state.talk) return { line: 'talking' };
  if (state.offer) return { line: 'ringing' };
  if (state.dial) return { line: 'connecting' };
  if (state.wrapUp) return { line: 'wrap-up' };
  const { role, follows, leader } = state.window;
  if (state.tab.leads === false && !follows) return { line: role === 'wanted' && leader === null ? 'off' : 'other-tab' };
  const link = linkLine(state);
  if (link) return link;
  const reason = pauseReason(state);
  if (reason) return { line: 'paused', reason };
  return { line: state.intake.on ? 'on' : 'off' };
}

/**
 * Desk and phone together are the connection: one that was there and whose desk went away keeps its phone. The first
 * attempt is a connecting; once one has failed there is no connection until one succeeds, however often it is tried.
 */
function linkLine(state: PageState): ConnectionLine | null {
  const barrier = barrierOf(state);
  if (barrier) return { line: 'paused', reason: { kind: barrier } };
  if (!state.profile) return { line: state.desk.link === 'connecting' ? 'connecting' : 'no-connection' };
  if (state.phone.link === 'up' || state.phone.elsewhere) return null;
  const hasFailed = state.phone.link === 'lost' || state.phone.attempts > 0 || state.desk.link === 'down';
  return { line: hasFailed ? 'no-connection' : 'connecting' };
}

/** Stands through the attempts that follow, until one of them succeeds. */
function barrierOf({ profile, desk, phone }: PageState): Barrier | null {
  if (!profile) return desk.link === 'signed-out' || desk.link === 'origin' ? desk.link : null;
  if (phone.link === 'up' || phone.link === 'resuming' || phone.elsewhere) return null;
  if (phone.why === 'no-webrtc' || phone.why === 'sdk' || phone.why === 'refused') return phone.why;
  // The desk answers and the telephony never did: that is no connection that was lost.
  return phone.why === 'network' && !phone.reached && desk.link === 'up' ? 'blocked' : null;
}

function pauseReason(state: PageState): PauseReason | null {
  const { intake, readiness } = state;
  if (state.phone.elsewhere) return { kind: 'elsewhere' };
  if (!intake.on) return offReason(state);
  if (readiness.phase === 'checking') return askingReason(state) ?? { kind: 'checking' };
  if (readiness.phase !== 'passed') return { kind: 'checks', failed: firstFailed(state) };
  if (intake.missPauseUntilMs !== null) return { kind: 'missed', untilMs: intake.missPauseUntilMs };
  if (state.reservation) return { kind: 'reserved' };
  const heldUntilMs = Math.max(0, ...state.holdouts.map((holdout) => holdout.untilMs));
  if (heldUntilMs > 0) return { kind: 'passed-on', untilMs: heldUntilMs };
  return statusTrouble(state);
}

function offReason(state: PageState): PauseReason | null {
  const off = state.intake.off;
  if (off?.kind !== 'checks') return off ?? (state.readiness.forIntake ? askingReason(state) : null);
  return state.readiness.phase === 'checking' ? askingReason(state) : { kind: 'checks', failed: firstFailed(state) };
}

function askingReason({ readiness }: PageState): PauseReason | null {
  const check = askingCheck(readiness.checks);
  return check && { kind: 'asking', check };
}

function statusTrouble(state: PageState): PauseReason | null {
  if (desiredStatusOf(state) !== 'READY') return null;
  const sinceMs = unconfirmedSinceMs(state);
  if (sinceMs === null) return null;
  const longMs = state.nowMs - Math.max(sinceMs, state.sync.pending?.sinceMs ?? 0);
  if (state.sync.failures === 0 && longMs < UNCONFIRMED_MS) return null;
  return { kind: state.sync.platform === 'BANNED' ? 'banned' : 'status' };
}

function firstFailed(state: PageState): CheckName {
  return failedChecks(state.readiness.checks)[0] ?? 'microphone';
}

/** Under the line: what is being done about it. Null where there is nothing to add. */
export type LineDetail =
  | { readonly kind: 'retry'; readonly inMs: number }
  /** What to do about sound that does not come; `local`: both ends are on this machine. */
  | { readonly kind: 'no-sound'; readonly why: SoundTrouble; readonly local: boolean }
  | { readonly kind: Barrier | 'resuming' | 'media-lost' | 'desk-down' | 'ending' | 'joining' | 'dropping' | 'checking'
    | 'mic-ended' | 'mic-muted' | 'mic-asked' | 'ring-no-mic' | 'held' | 'muted' | 'off-after-wrap-up' | 'waiting-for-calls' | 'dialling' | 'consulting' };

export function lineDetail(state: PageState): LineDetail | null {
  return troubleDetail(state) ?? callDetail(state) ?? idleDetail(state);
}

/** What is broken comes first: it explains everything else. */
function troubleDetail(state: PageState): LineDetail | null {
  const { phone, desk, profile, tab, talk, window, nowMs } = state;
  if (desk.link === 'signed-out') return { kind: 'signed-out' };
  if (window.follows && desk.link === 'down') return { kind: 'retry', inMs: Math.max(0, (desk.retryAtMs ?? 0) - nowMs) };
  if (tab.leads === false && !talk && !window.follows) return null;
  if (phone.link === 'resuming') return { kind: 'resuming' };
  const barrier = barrierOf(state);
  if (barrier) return { kind: barrier };
  const retryAtMs = phone.link === 'lost' ? phone.retryAtMs : !profile || phone.link === 'off' ? desk.retryAtMs : null;
  return retryAtMs === null ? null : { kind: 'retry', inMs: Math.max(0, retryAtMs - nowMs) };
}

function callDetail(state: PageState): LineDetail | null {
  const { talk, offer, wrapUp, intake, dial, readiness } = state;
  if (talk?.endingByMs != null) return { kind: 'ending' };
  if (talk?.mediaLost) return { kind: 'media-lost' };
  if (talk?.silent) return noSound(state, talk.silent);
  if (talk && !talk.audio) return { kind: 'joining' };
  if (talk && talk.microphone !== 'ok') return { kind: `mic-${talk.microphone}` };
  if (dial) return { kind: 'dialling' };
  if (talk?.from?.mode === 'consult') return { kind: 'consulting' };
  if (talk?.held) return { kind: 'held' };
  if (talk?.muted) return { kind: 'muted' };
  if (offer?.phase === 'answering') return { kind: offer.asking ? 'mic-asked' : 'joining' };
  if (offer?.phase === 'ringing' && readiness.checks.microphone.state === 'failed') return { kind: 'ring-no-mic' };
  if (offer?.phase === 'dropping') return { kind: 'dropping' };
  if (wrapUp && !intake.on) return { kind: 'off-after-wrap-up' };
  return null;
}

function noSound({ profile }: PageState, why: SoundTrouble): LineDetail {
  return { kind: 'no-sound', why, local: profile?.voximplant.serverIp != null };
}

function idleDetail(state: PageState): LineDetail | null {
  const { off } = state.intake;
  if (off?.kind === 'sound') return noSound(state, off.why);
  if (state.desk.link === 'down') return { kind: 'desk-down' };
  if (state.readiness.phase === 'checking' && !state.intake.on && !askingCheck(state.readiness.checks)) return { kind: 'checking' };
  return connectionLine(state).line === 'on' ? { kind: 'waiting-for-calls' } : null;
}
