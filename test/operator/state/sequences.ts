import fc from 'fast-check';
import type { Leadership } from '../../../contracts/desk-api';
import { allChecks, type PageState } from '../../../operator/state';
import type { Happening } from '../world';

/** Any event at any time, drawn so that most of them meet a page that can use them. */
export interface Step { afterMs: number; happening: Happening }

const leg = fc.constantFrom('leg', 'leg2', 'leg3');
const callId = fc.constantFrom('7', '8', null);
const statusName = fc.constantFrom('READY', 'ONLINE', 'OFFLINE', 'BANNED', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE', 'DND');

const customers = fc.subarray([
  { id: 'c1', name: 'Анна', numbers: [], pageUrl: null },
  { id: 'c2', name: '', numbers: [], pageUrl: null },
]);
const number = { raw: '+79161234567', e164: '+79161234567', display: '+7 916 123-45-67' };

const user: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>(
    { type: 'user.intakeOn' }, { type: 'user.intakeOff' }, { type: 'user.answer' }, { type: 'user.hangUp' }, { type: 'user.save' },
    { type: 'user.saveAndCreate' }, { type: 'user.cancel' }, { type: 'user.extend' }, { type: 'user.resume' },
    { type: 'user.takeOver' }, { type: 'user.recheck' }, { type: 'user.lookUp' }, { type: 'user.cancelDial' },
    { type: 'user.finishHandOver' }, { type: 'user.takeBack' }, { type: 'user.callOut', number: '+79161234567', about: null },
  ),
  fc.record({ type: fc.constant('user.reject' as const), how: fc.constantFrom('default' as const, 'pass' as const, 'drop' as const) }),
  fc.record({ type: fc.constantFrom('user.mute' as const, 'user.hold' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('user.comment' as const), text: fc.constantFrom('', 'а', 'текст') }),
  fc.record({ mode: fc.constantFrom('blind' as const, 'consult' as const) }).map(({ mode }) =>
    ({ type: 'user.handOver' as const, mode, to: { operator: 'boris' }, toName: 'Борис' })),
  fc.record({ type: fc.constant('user.choose' as const), customerId: fc.constantFrom('c1', 'c2', null) }),
  fc.record({ type: fc.constant('user.openDraft' as const), callId: fc.constantFrom('5', '7') }),
);

const phone: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ type: fc.constant('phone.up' as const), status: statusName }),
  fc.constantFrom<Happening>({ type: 'phone.resuming' }, { type: 'phone.resumed' }),
  fc.record({ type: fc.constant('phone.lost' as const), why: fc.constantFrom('network' as const, 'kicked' as const, 'sdk' as const, 'no-webrtc' as const), jitter: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ type: fc.constant('phone.status' as const), status: statusName, foreign: fc.boolean() }),
  fc.record({ legId: leg, callId }).map(({ legId, callId: id }) =>
    ({ type: 'phone.ring' as const, legId, callId: id, offerId: id, number: '+79161234567' })),
  fc.record({ type: fc.constantFrom('phone.connected' as const, 'phone.audio' as const), legId: leg }),
  fc.record({ type: fc.constantFrom('phone.asking' as const, 'phone.unanswerable' as const), legId: leg }),
  fc.record({ type: fc.constant('phone.silent' as const), legId: leg, why: fc.constantFrom('media' as const, 'playback' as const) }),
  fc.record({ type: fc.constant('phone.microphone' as const), state: fc.constantFrom('ok' as const, 'ended' as const, 'muted' as const), label: fc.constant('Jabra') }),
  fc.record({ type: fc.constant('phone.media' as const), legId: leg, ok: fc.boolean() }),
  fc.record({ type: fc.constant('phone.held' as const), legId: leg, ok: fc.boolean(), on: fc.boolean() }),
  fc.record({ type: fc.constant('phone.ended' as const), legId: leg, elsewhere: fc.boolean(), network: fc.boolean() }),
);

const leadership: fc.Arbitrary<Leadership> = fc.record({
  leads: fc.boolean(), expiresInMs: fc.constant(15_000), takenOver: fc.boolean(),
});
const lease = fc.record({
  callId: fc.constantFrom('5', '7', '8'), operator: fc.constant('anna'), state: fc.constantFrom('open' as const, 'closed' as const),
  closedBy: fc.constantFrom('save' as const, 'limit' as const, 'supervisor' as const), openedAt: fc.constant(null),
  limitInMs: fc.constantFrom(null, 0, 20_000), warnInMs: fc.constant(null), extensions: fc.constant(0),
});
const draft = fc.record({
  callId: fc.constantFrom('5', '7'), number: fc.constant('+7900'), comment: fc.constantFrom('', 'черновик'),
  customerId: fc.constant(null), revision: fc.integer({ min: 0, max: 5 }),
});

/** A colleague hands a caller to this operator. */
const handed = fc.record({
  transferId: fc.constantFrom('t1', 't2'), callId: fc.constantFrom('7', '8'), by: fc.constant('boris'), byName: fc.constant('Борис'),
  mode: fc.constantFrom('blind' as const, 'consult' as const), to: fc.constant({ operator: 'anna' }), toName: fc.constant('Анна'),
  state: fc.constantFrom('reserving' as const, 'reserved' as const, 'ringing' as const, 'done' as const, 'failed' as const),
  why: fc.constant(null), endsInMs: fc.constantFrom(null, 4_000, 30_000),
});

const desk: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ type: fc.constant('desk.transfer' as const), transfer: handed }),
  fc.constantFrom<Happening>({ type: 'desk.up' }, { type: 'tab.woken' }),
  fc.record({ type: fc.constant('desk.down' as const), retryInMs: fc.constant(null), signedOut: fc.boolean() }),
  fc.record({ type: fc.constant('desk.leadership' as const), leadership }),
  fc.record({ type: fc.constant('desk.wrapUp' as const), wrapUp: lease, number: fc.constantFrom(null, '+7900') }),
  fc.record({ type: fc.constant('desk.holdoutOver' as const), callId: fc.constantFrom('7', '8') }),
  fc.record({ type: fc.constant('desk.drafts' as const), drafts: fc.array(draft, { maxLength: 2 }) }),
);

/** Answers that need to know what was asked. */
type Asked = 'outbound' | 'dialled' | 'transfer' | 'commandResult' | 'lookedUp' | 'stored' | 'delivered' | 'checks' | 'statusAnswer';
const answered = fc.record({
  asked: fc.constantFrom<Asked>('outbound', 'dialled', 'transfer', 'commandResult', 'lookedUp', 'stored', 'delivered', 'checks', 'statusAnswer'),
  ok: fc.boolean(), customers, status: statusName,
});
type Answered = typeof answered extends fc.Arbitrary<infer T> ? T : never;

export type Move =
  | { afterMs: number; kind: 'event'; happening: Happening }
  | { afterMs: number; kind: 'answer'; answer: Answered };

const afterMs = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 2_000 }) }, fc.integer({ min: 0, max: 200_000 }));
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ afterMs, kind: fc.constant('event' as const), happening: user }) },
  { weight: 4, arbitrary: fc.record({ afterMs, kind: fc.constant('event' as const), happening: phone }) },
  { weight: 2, arbitrary: fc.record({ afterMs, kind: fc.constant('event' as const), happening: desk }) },
  { weight: 1, arbitrary: fc.record({ afterMs, kind: fc.constant('event' as const), happening: fc.constant<Happening>({ type: 'tick' }) }) },
  { weight: 4, arbitrary: fc.record({ afterMs, kind: fc.constant('answer' as const), answer: answered }) },
);

export const moves = fc.array(move, { minLength: 1, maxLength: 60, size: 'max' });

/** An answer to what is asked in this very state; null where nothing is. */
export function answerIn(state: PageState, { asked, ok, customers: found, status }: Answered): Happening | null {
  switch (asked) {
    case 'commandResult': {
      const commandId = state.offer?.drop?.commandId;
      return commandId ? { type: 'desk.commandResult', outcome: { commandId, applied: ok, why: ok ? 'applied' : 'answered' } } : null;
    }
    case 'outbound': {
      const line = { number: '+79161234567', destination: '79161234567', headers: {}, expiresInMs: 60_000 };
      return state.dial ? { type: 'desk.outbound', dialId: state.dial.legId, line: ok ? line : null } : null;
    }
    case 'dialled': {
      if (state.dial?.phase !== 'calling') return null;
      const { legId } = state.dial;
      return ok ? { type: 'phone.connected', legId, callId: '9' } : { type: 'phone.ended', legId, elsewhere: false, network: false, code: 480 };
    }
    case 'transfer': return handOverAnswer(state, ok);
    case 'lookedUp': {
      if (!state.card) return null;
      const answer = found.length > 0 ? { state: 'found' as const, match: 'exact' as const, number, customers: found } : { state: 'none' as const, number };
      return { type: 'desk.lookedUp', callId: state.card.callId, asked: state.card.lookUp.asked, answer: ok ? answer : null };
    }
    case 'stored': {
      const saveId = state.wrapUp?.saving?.saveId;
      return saveId ? { type: 'store.saved', saveId, ok } : null;
    }
    case 'delivered': {
      const saveId = state.outbox[0]?.saveId ?? state.wrapUp?.saving?.saveId;
      return saveId ? { type: 'desk.delivered', saveId, ok, jitter: 0 } : null;
    }
    case 'checks':
      return state.readiness.phase === 'checking' ? { type: 'checks.done', results: allChecks(ok ? 'ok' : 'failed') } : null;
    case 'statusAnswer': {
      const pending = state.sync.pending;
      return pending ? { type: 'phone.statusAnswer', id: pending.id, ok, status: ok ? pending.status : status } : null;
    }
  }
}

/** One state further, or over. */
function handOverAnswer({ talk }: PageState, ok: boolean): Happening | null {
  const attempt = talk?.handOver;
  if (!talk || !attempt) return null;
  const next = { asking: 'reserving', reserving: 'reserved', reserved: 'ringing', ringing: 'consulting', consulting: 'done', done: 'done' } as const;
  const { transferId, mode, to, toName } = attempt;
  const transfer = {
    transferId, mode, to, toName, callId: talk.callId, by: 'anna', byName: 'Анна',
    state: ok ? next[attempt.state] : 'returned' as const, why: ok ? null : 'no-answer' as const, endsInMs: ok ? 30_000 : null,
  };
  return { type: 'desk.transfer', transfer };
}
