import type { LookUpAnswer } from '../../../../contracts/desk-customers';
import type { TransferState, TransferView } from '../../../../contracts/desk-callers';
import { allChecks, type PageState } from '../../../../operator/state';
import {
  acd, closedLease, createOperator, end, me, opened, ready, ring, ringing, send, talking, wait, wrappingUp, write, type Happening, type Operator,
} from '../../world';

export const NUMBER = { raw: '79161234567', e164: '+79161234567', display: '+7 916 123-45-67' };
export const ONE = { id: 'c1', name: 'Анна', numbers: [], pageUrl: null };
export const TWO = { id: 'c2', name: '', numbers: [], pageUrl: null };
export const BORIS = { operator: 'boris' };

export const found = (...customers: (typeof ONE)[]): LookUpAnswer => ({ state: 'found', match: 'exact', number: NUMBER, customers });
export const handing = (state: TransferState, change: Partial<TransferView> = {}): TransferView => ({
  transferId: 'page-9', callId: '7', by: 'anna', byName: 'Анна', mode: 'consult', to: BORIS, toName: 'Борис Ким', state, why: null, endsInMs: 8_000, ...change,
});
/** A colleague's caller, to this operator. */
export const offered = (state: TransferState, change: Partial<TransferView> = {}): TransferView =>
  handing(state, { transferId: 't', callId: '9', by: 'boris', byName: 'Борис Ким', to: { operator: 'anna' }, toName: 'Анна', endsInMs: 4_000, ...change });

/** One after the other; the state that results. */
function after(page: Operator, ...happenings: Happening[]): PageState {
  for (const happening of happenings) send(page, happening);
  return page.state;
}
function mute(page: Operator): Operator {
  page.answers = () => null;
  return page;
}
function waited(page: Operator, ms: number): Operator {
  wait(page, ms);
  return page;
}
function refusing(page: Operator): Operator {
  page.answers = () => ({ ok: false, status: null });
  return page;
}
const lookedUp = (answer: LookUpAnswer | null, asked = 1): Happening => ({ type: 'desk.lookedUp', callId: '7', asked, answer });
const lease = (limitInMs: number | null): Happening => ({ type: 'desk.wrapUp', wrapUp: closedLease({ state: 'open', closedBy: null, limitInMs }), number: '+79160000000' });
const profile: Happening = { type: 'desk.profile', me: me() };
const up: Happening = { type: 'desk.up' };
const lead = (leads: boolean): Happening => ({ type: 'desk.leadership', leadership: { leads, expiresInMs: 15_000, takenOver: false } });
const down: Happening = { type: 'desk.down', retryInMs: null, signedOut: false };
const lost = (why: 'network' | 'kicked' | 'refused'): Happening => ({ type: 'phone.lost', why, jitter: 0 });
const failed: Happening = { type: 'checks.done', results: { ...allChecks('ok'), sound: { state: 'failed', why: 'denied' } } };
const status = (name: string): Happening => ({ type: 'phone.status', status: name, foreign: false });
const giving: Happening = { type: 'user.handOver', mode: 'consult', to: BORIS, toName: 'Борис' };
const callOut: Happening = { type: 'user.callOut', number: '+79031112233', about: '5' };
const draft = (changes = {}) => ({ callId: '5', number: '+7900', comment: 'черновик', customerId: null, revision: 3, ...changes });
const loaded = (changes = {}): Happening => ({ type: 'store.loaded', drafts: [draft(changes)], outbox: [] });

function given(page: Operator, ...states: TransferState[]): PageState {
  send(page, giving);
  const transferId = page.state.talk?.handOver?.transferId ?? '';
  return after(page, ...states.map((state): Happening => ({ type: 'desk.transfer', transfer: handing(state, { transferId }) })));
}
function reserved(page: Operator, answers: boolean): Operator {
  if (!answers) mute(page);
  send(page, { type: 'desk.transfer', transfer: offered('reserving') });
  return page;
}
const ringsFor = (callId: string): Happening => ({ type: 'phone.ring', legId: 'leg', callId, offerId: null, number: '+79161234567', transfer: { mode: 'consult', by: 'boris' } });
function dialling(page: Operator, phase: 'leaving' | 'calling'): PageState {
  if (phase === 'leaving') mute(page);
  send(page, callOut);
  const dialId = page.state.dial?.legId ?? '';
  return after(page, { type: 'desk.outbound', dialId, line: { number: '+79031112233', destination: '79031112233', headers: { 'X-Vox-Ticket': 't' }, expiresInMs: 60_000 } });
}
function saved(page: Operator, ok: boolean | null, how: 'save' | 'saveAndCreate' = 'save'): PageState {
  send(page, { type: `user.${how}` });
  const saveId = page.state.wrapUp?.saving?.saveId ?? '';
  return ok === null ? page.state : after(page, { type: 'store.saved', saveId, ok }, ...(ok ? [] : [{ type: 'desk.delivered', saveId, ok: false, jitter: 0 } as const]));
}
function written(page: Operator): Operator {
  send(page, lookedUp(found(ONE, TWO), page.state.card?.lookUp.asked ?? 0));
  send(page, { type: 'user.choose', customerId: 'c2' });
  write(page, 'перезвонить');
  return page;
}

const STATUSES = ['BANNED', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE', 'ONLINE', 'DND'];
const noLimit = me({ intake: { ...me().intake, missesInRow: 1, wrapUp: { limitMs: null, warnMs: 0, onLimit: 'ready' } } });
const drops = me({ intake: { ...me().intake, rejectDefault: 'drop', wrapUp: { limitMs: 20_000, warnMs: 5_000, onLimit: 'ready' } } });

/** The page in each of its states, by the ways that lead there; each is made anew, so that none stands in another's way. */
export const MOMENTS: Readonly<Record<string, () => PageState>> = {
  'just loaded': () => createOperator().state,
  'profile known, desk down': () => after(createOperator(), profile),
  'desk is there, nobody said who leads': () => after(createOperator(), profile, up),
  'leads, connects': () => after(createOperator(), profile, up, lead(true)),
  'another tab leads': () => after(createOperator(), profile, up, lead(false)),
  'another tab leads and is busy': () => after(createOperator(), profile, up, lead(false), { type: 'tab.other', other: 'busy' }),
  'takes over': () => after(createOperator(), profile, up, lead(false), { type: 'user.takeOver' }),
  'intake off': () => opened().state,
  'intake off, ACD v1': () => opened(acd()).state,
  'checks run for intake': () => after(opened(), { type: 'user.intakeOn' }),
  'checks have failed': () => after(opened(), { type: 'user.intakeOn' }, failed),
  'on, checks run again': () => after(ready(), { type: 'checks.changed' }),
  'on, a check fails': () => after(ready(), { type: 'checks.changed' }, failed),
  on: () => ready().state,
  'on, ACD v1': () => ready(acd()).state,
  'on, READY not answered': () => after(mute(opened()), { type: 'user.intakeOn' }, { type: 'checks.done', results: allChecks('ok') }),
  'on, READY refused': () => after(refusing(opened()), { type: 'user.intakeOn' }, { type: 'checks.done', results: allChecks('ok') }),
  'on, READY refused many times': () => {
    const page = refusing(opened());
    after(page, { type: 'user.intakeOn' }, { type: 'checks.done', results: allChecks('ok') });
    return waited(page, 40_000).state;
  },
  ...Object.fromEntries(STATUSES.map((name) => [`on, the platform says ${name}`, () => after(mute(ready()), status(name))])),
  'on, and ONLINE, ACD v1': () => after(mute(ready(acd())), status('ONLINE')),
  'on, text of another call': () => after(ready(), loaded()),
  'on, three saves are on their way': () => after(ready(), { type: 'store.loaded', drafts: [], outbox: ['a', 'b', 'c'].map((saveId) => ({
    saveId, callId: `call-${saveId}`, kind: saveId === 'b' ? 'cancel' as const : 'save' as const, comment: 'т', customerId: null, savedAtMs: 1, order: 1, sending: true, attempts: 4, retryAtMs: 1 })) }),
  'on, a save failed to arrive': () => after(ready(), { type: 'store.loaded', drafts: [], outbox: [
    { saveId: 'a', callId: '3', kind: 'save', comment: 'т', customerId: null, savedAtMs: 1, order: 1, sending: false, attempts: 0, retryAtMs: 1 }] }, { type: 'desk.delivered', saveId: 'a', ok: false, jitter: 1 }),
  'on, used elsewhere': () => after(ready(), { type: 'phone.status', status: 'DND', foreign: true }),
  'cut off twice, used elsewhere': () => after(ready(), lost('kicked')),
  'line lost': () => after(waited(ready(), 31_000), lost('network')),
  'line lost again and again': () => after(waited(ready(), 31_000), ...Array<Happening>(7).fill(lost('network'))),
  'line refused': () => after(waited(ready(), 31_000), lost('refused')),
  'line resumes': () => after(ready(), { type: 'phone.resuming' }),
  'desk down': () => after(ready(), down),
  'signed out': () => after(ready(), { type: 'desk.down', retryInMs: 50_000, signedOut: true }),
  rings: () => ringing().state,
  'rings, ACD v1': () => ringing(acd()).state,
  'rings, drop is the habit': () => ringing(drops).state,
  'rings, nearly missed': () => waited(ringing(), 18_000).state,
  'rings, nearly missed, once is enough': () => waited(ringing(noLimit), 18_000).state,
  'rings without a call id': () => {
    const page = ready();
    ring(page, { callId: null });
    return page.state;
  },
  'rings, found': () => after(ringing(), lookedUp(found(ONE))),
  'rings, desk down': () => after(ringing(), down),
  answering: () => after(ringing(), { type: 'user.answer' }),
  dropping: () => after(ringing(), { type: 'user.reject', how: 'drop' }),
  'passed on': () => after(ringing(), { type: 'user.reject', how: 'pass' }),
  'missed once': () => {
    const page = waited(ringing(), 20_000);
    end(page);
    return page.state;
  },
  'missed three times': () => {
    const page = ready();
    for (const callId of ['7', '8', '9']) {
      ring(page, { callId });
      wait(page, 20_000);
      end(page);
      if (callId !== '9') send(page, { type: 'user.resume' });
    }
    return page.state;
  },
  'kept free, not confirmed': () => reserved(ready(), false).state,
  'kept free': () => reserved(ready(), true).state,
  'kept free, rings': () => after(reserved(ready(), true), ringsFor('9')),
  'a colleague rings unannounced': () => after(ready(), ringsFor('9')),
  'connected, no sound yet': () => after(ringing(), { type: 'user.answer' }, { type: 'phone.connected', legId: 'leg' }),
  talks: () => talking().state,
  'talks, ACD v1': () => talking(acd()).state,
  'talks for long': () => waited(talking(), 25_000).state,
  'talks, muted': () => after(talking(), { type: 'user.mute', on: true }),
  'talks, hold asked': () => after(talking(), { type: 'user.hold', on: true }),
  'talks, held': () => after(talking(), { type: 'user.hold', on: true }, { type: 'phone.held', legId: 'leg', ok: true, on: true }),
  'talks, media lost': () => after(talking(), { type: 'phone.media', legId: 'leg', ok: false }),
  'talks, intake switched off': () => after(talking(), { type: 'user.intakeOff' }),
  'talks, another tab leads': () => after(talking(), lead(false)),
  'talks, text written': () => written(talking()).state,
  ending: () => after(talking(), { type: 'user.hangUp' }),
  'gives the caller, desk asked': () => given(talking()),
  'gives the caller, it rings': () => given(talking(), 'reserving', 'reserved', 'ringing'),
  'gives the caller, consults': () => given(talking(), 'reserving', 'consulting'),
  'gives the caller, asked to finish': () => after({ ...talking(), state: given(talking(), 'consulting') }, { type: 'user.finishHandOver' }),
  'gave the caller': () => given(talking(), 'consulting', 'done'),
  'talks with a colleague about his caller': () => after(reserved(ready(), true), ringsFor('9'), { type: 'user.answer' }, { type: 'phone.connected', legId: 'leg' }, { type: 'phone.audio', legId: 'leg' }),
  'calls out, desk asked': () => after(ready(), callOut),
  'calls out, READY is left': () => dialling(ready(), 'leaving'),
  'calls out, it rings': () => dialling(ready(), 'calling'),
  'called out, talks': () => {
    const state = dialling(ready(), 'calling');
    return after({ ...ready(), state }, { type: 'phone.connected', legId: state.dial?.legId ?? '', callId: '11' }, { type: 'phone.audio', legId: state.dial?.legId ?? '' });
  },
  'wraps up': () => wrappingUp().state,
  'wraps up, ACD v1, no limit': () => wrappingUp(acd({ intake: noLimit.intake })).state,
  'wraps up, written and chosen': () => written(wrappingUp()).state,
  'wraps up, ready after the limit': () => written(wrappingUp(drops)).state,
  'wraps up, desk down': () => after(written(wrappingUp()), down),
  'wraps up, intake switched off': () => after(wrappingUp(), { type: 'user.intakeOff' }),
  'wraps up, limit near': () => after(wrappingUp(), lease(20_000)),
  'wraps up, extension asked': () => after(wrappingUp(), lease(20_000), { type: 'user.extend' }),
  'wraps up, line lost': () => after(wrappingUp(), lost('network')),
  'wraps up, without a call id': () => {
    const page = ready();
    ring(page, { callId: null });
    after(page, { type: 'user.answer' }, { type: 'phone.connected', legId: 'leg' }, { type: 'phone.audio', legId: 'leg' });
    end(page);
    return page.state;
  },
  'wraps up, look-up failed': () => after(wrappingUp(), lookedUp(null)),
  'wraps up, several found': () => after(wrappingUp(), lookedUp(found(ONE, TWO))),
  'wraps up, searches': () => after(written(wrappingUp()), { type: 'user.search', query: ' анна ' }),
  'wraps up, found by search': () => after(written(wrappingUp()), { type: 'user.search', query: 'анна' }, { type: 'desk.found', callId: '7', query: 'анна', customers: [ONE] }),
  'wraps up, attaches': () => after(written(wrappingUp()), { type: 'user.search', query: 'анна' }, { type: 'desk.found', callId: '7', query: 'анна', customers: [ONE] }, { type: 'user.attach', customerId: 'c1' }),
  saving: () => saved(written(wrappingUp()), null),
  'saving, form to open': () => saved(written(wrappingUp()), null, 'saveAndCreate'),
  'saving, window blocked': () => {
    const state = saved(written(wrappingUp()), null, 'saveAndCreate');
    return after({ ...ready(), state }, { type: 'window.opened', windowId: state.wrapUp?.windowId ?? '', ok: false });
  },
  'saving failed': () => saved(written(wrappingUp()), false),
  'saved, on its way': () => saved(written(wrappingUp()), true),
  'saved, desk down': () => {
    const page = written(wrappingUp());
    send(page, down);
    return saved(page, true);
  },
  'draft opened again': () => after(ready(), loaded(), { type: 'user.openDraft', callId: '5' }),
  'opened again after a reload': () => after(opened(), lease(60_000)),
  'opened again without a number': () => after(opened(), { type: 'desk.wrapUp', wrapUp: closedLease({ state: 'open', closedBy: null }), number: null }),
};
