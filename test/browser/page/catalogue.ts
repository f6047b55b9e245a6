import type { TransferState } from '../../../contracts/desk-callers';
import type { CustomerHit } from '../../../contracts/desk-customers';
import { allChecks, initialState, type PageState } from '../../../operator/state';
import { reduceWithWindow, screenOf } from '../../../operator/state/window';
import {
  createOperator, me, opened, ready, ring, ringing, send, talking, wait, wrappingUp, write, PAGE_ID, START_MS, type Happening, type Operator,
} from '../../operator/world';

/** Every state of the dialog, reached by events and not painted by hand. */
export const STATES: Record<string, () => PageState> = {
  'connecting': () => createOperator().state,
  'no-connection': () => run(opened(), (page) => {
    send(page, { type: 'phone.lost', why: 'network', jitter: 1 });
    send(page, { type: 'phone.lost', why: 'network', jitter: 1 });
  }),
  'off': () => opened().state,
  'checks-failed': () => run(opened(), (page) => {
    send(page, { type: 'user.intakeOn' });
    const results = { ...allChecks('ok'), microphone: { state: 'failed' as const, why: 'denied' as const } };
    send(page, { type: 'checks.done', results });
  }),
  'checking': () => run(opened(), (page) => send(page, { type: 'user.intakeOn' })),
  'on': () => ready().state,
  'ringing': () => run(ringing(), (page) => found(page, [ANNA])),
  'ringing-searching': () => ringing().state,
  'talking': () => run(talking(), (page) => {
    found(page, [ANNA]);
    write(page, 'Спрашивает про расписание группы B2 и перенос пробного урока.');
    wait(page, 127_000);
  }),
  'talking-held': () => run(talking(), (page) => {
    found(page, [ANNA]);
    send(page, { type: 'user.hold', on: true });
    send(page, { type: 'phone.held', legId: 'leg', ok: true, on: true });
    wait(page, 15_000);
  }),
  'talking-several': () => run(talking(), (page) => {
    found(page, [ANNA, NAMELESS, LONG]);
    wait(page, 64_000);
  }),
  'talking-line-lost': () => run(talking(), (page) => {
    found(page, [ANNA]);
    send(page, { type: 'phone.resuming' });
    wait(page, 9_000);
  }),
  'talking-handing': () => run(talking(), (page) => {
    found(page, [ANNA]);
    send(page, { type: 'user.handOver', mode: 'consult', to: { operator: 'boris' }, toName: 'Борис Ким' });
    handed(page, 'ringing');
    wait(page, 6_000);
  }),
  'talking-consulting': () => run(talking(), (page) => {
    found(page, [ANNA]);
    send(page, { type: 'user.handOver', mode: 'consult', to: { operator: 'boris' }, toName: 'Борис Ким' });
    handed(page, 'consulting');
    wait(page, 31_000);
  }),
  'talking-given': () => run(ready(), (page) => {
    offered(page, GIVEN_CALL);
    ring(page, { legId: 'leg', callId: GIVEN_CALL });
    send(page, { type: 'user.answer' });
    send(page, { type: 'phone.connected', legId: 'leg' });
    send(page, { type: 'phone.audio', legId: 'leg' });
    found(page, [ANNA], GIVEN_CALL);
  }),
  'hand-over-failed': () => run(talking(), (page) => {
    send(page, { type: 'user.handOver', mode: 'blind', to: { operator: 'boris' }, toName: 'Борис Ким' });
    handed(page, 'returned');
  }),
  'ringing-given': () => run(ready(), (page) => {
    offered(page);
    ring(page, { legId: 'leg' });
  }),
  'reserved': () => run(ready(), (page) => offered(page)),
  'dialling': () => run(ready(), (page) => send(page, { type: 'user.callOut', number: '+79031112233', about: null })),
  'wrap-up': () => run(wrappingUp(me(), 254_000), (page) => {
    found(page, [ANNA]);
    write(page, 'Перенесли пробный урок на четверг, 18:30. Просит прислать адрес.');
  }),
  'wrap-up-none': () => run(wrappingUp(), (page) => lookedUp(page, 'none')),
  'wrap-up-attach': () => run(wrappingUp(), (page) => {
    lookedUp(page, 'none');
    send(page, { type: 'user.search', query: 'Орл' });
    send(page, { type: 'desk.found', callId: '7', query: 'Орл', customers: [LONG, ANNA], more: 22 });
  }),
  'wrap-up-too-long': () => run(wrappingUp(), (page) => {
    found(page, [ANNA]);
    write(page, 'Подробно обо всем. '.repeat(480));
  }),
  'saved': () => run(wrappingUp(), (page) => {
    write(page, 'Перезвонить завтра');
    send(page, { type: 'user.save' });
    send(page, { type: 'store.saved', saveId: page.state.wrapUp?.saving?.saveId ?? '', ok: true });
  }),
  'wrap-up-limit': () => run(wrappingUp(), (page) => {
    found(page, [ANNA]);
    write(page, 'Недописанное');
    wait(page, 158_000);
  }),
  'wrap-up-off': () => run(wrappingUp(), (page) => {
    lookedUp(page, 'failed');
    send(page, { type: 'user.intakeOff' });
  }),
  'paused-passed-on': () => run(ringing(), (page) => send(page, { type: 'user.reject', how: 'pass' })),
  'paused-missed': () => run(ringing(), (page) => miss(page)),
  'paused-misses': () => run(ringing(), (page) => {
    for (let count = 1; count <= 3; count += 1) {
      if (count > 1) ring(page);
      miss(page);
      wait(page, 61_000);
    }
  }),
  'drop-failed': () => run(ringing(), (page) => {
    send(page, { type: 'user.reject', how: 'drop' });
    wait(page, 1_000);
  }),
  'other-tab': () => run(ready(), (page) =>
    send(page, { type: 'desk.leadership', leadership: { leads: false, expiresInMs: 15_000, takenOver: true } })),
  'unsent': () => run(wrappingUp(), (page) => {
    send(page, { type: 'desk.down', retryInMs: null, signedOut: false });
    write(page, 'Перезвонить завтра');
    send(page, { type: 'user.save' });
    const saveId = page.state.wrapUp?.saving?.saveId ?? '';
    send(page, { type: 'store.saved', saveId, ok: true });
  }),
  'drafts': () => run(opened(), (page) => send(page, {
    type: 'desk.drafts',
    drafts: [{ callId: '5', number: '+79031112233', comment: 'Хочет в группу выходного дня, оставил почту', customerId: null, revision: 4 }],
  })),
  'asking': () => run(opened(), (page) => {
    send(page, { type: 'user.intakeOn' });
    send(page, { type: 'checks.some', results: { ...allChecks('ok'), notifications: { state: 'asking', why: null } } });
  }),
  'blocked': () => run(createOperator(), (page) => {
    send(page, { type: 'desk.profile', me: me() });
    send(page, { type: 'desk.up' });
    send(page, { type: 'desk.leadership', leadership: { leads: true, expiresInMs: 15_000, takenOver: false } });
    send(page, { type: 'phone.lost', why: 'network', jitter: 0 });
  }),
  'talking-microphone-gone': () => run(talking(), (page) => {
    found(page, [ANNA]);
    wait(page, 64_000);
    send(page, { type: 'phone.microphone', state: 'ended', label: 'Гарнитура Jabra' });
  }),
  'paused-silent': () => run(ready(), (page) => {
    for (const callId of ['1', '2']) {
      ring(page, { callId });
      send(page, { type: 'user.answer' });
      send(page, { type: 'phone.connected', legId: 'leg' });
      wait(page, 3_000);
      send(page, { type: 'phone.ended', legId: 'leg', elsewhere: false, network: false, silent: 'media' });
    }
  }),
  'origin-refused': () => run(createOperator(), (page) => send(page, { type: 'desk.down', retryInMs: 9_000, signedOut: false, originRefused: true })),
  'microphone-withheld': () => run(opened(), (page) => {
    send(page, { type: 'user.intakeOn' });
    const results = { ...allChecks('ok'), microphone: { state: 'failed' as const, why: 'framed' as const } };
    send(page, { type: 'checks.done', results });
  }),
  'window-wanted': () => follower(null),
  'window-blocked': () => follower(null, { type: 'callsWindow.failed', why: 'blocked' }),
  'window-shows-on': () => follower(ready()),
  'window-shows-ring': () => follower(filled(ringing(), (page) => found(page, [ANNA]))),
  'window-shows-talk': () => follower(
    filled(talking(), (page) => { found(page, [ANNA]); write(page, 'Спрашивает про расписание группы B2.'); wait(page, 64_000); }),
    { type: 'user.mute', on: true }, { type: 'desk.actsLost', actIds: ['other-1'] }),
  'window-shows-wrap-up': () => follower(filled(wrappingUp(), (page) => lookedUp(page, 'none'))),
  'window-gone': () => follower(talking(), { type: 'desk.leadership', leadership: { leads: false, expiresInMs: 0, takenOver: false, leader: null } }),
  'form-not-opened': () => run(ready(), (page) =>
    send(page, { type: 'window.failed', why: 'unreachable', creation: { number: '+79161234567', callId: '7' } })),
  'signed-out': () => run(createOperator(), (page) => send(page, { type: 'desk.down', retryInMs: null, signedOut: true })),
};

/** A call that a colleague gave, with notes of others. */
export const GIVEN_CALL = '9';

export const ANNA: CustomerHit = {
  id: 'c1', name: 'Мария Соколова', pageUrl: null,
  numbers: [{ number: '+79161234567', label: 'мобильный' }, { number: '+74951230000', label: null }],
};
const NAMELESS: CustomerHit = { id: 'c2', name: '', pageUrl: null, numbers: [{ number: '+79161234567', label: null }] };
const LONG: CustomerHit = {
  id: 'c3', name: 'Константинопольская-Преображенская Александра Владиславовна', pageUrl: null,
  numbers: [{ number: '+79161234567', label: null }],
};

const NUMBER = { raw: '+79161234567', e164: '+79161234567', display: '+7 916 123-45-67' };

function found(page: Operator, customers: CustomerHit[], callId = '7'): void {
  const asked = page.state.card?.lookUp.asked ?? 0;
  send(page, { type: 'desk.lookedUp', callId, asked, answer: { state: 'found', match: 'exact', number: NUMBER, customers } });
}

function lookedUp(page: Operator, state: 'none' | 'failed'): void {
  const asked = page.state.card?.lookUp.asked ?? 0;
  send(page, { type: 'desk.lookedUp', callId: '7', asked, answer: state === 'none' ? { state, number: NUMBER } : null });
}

/** The desk's word on this operator's attempt. */
function handed(page: Operator, state: TransferState): void {
  const transferId = page.state.talk?.handOver?.transferId ?? '';
  send(page, { type: 'desk.transfer', transfer: {
    transferId, callId: '7', by: 'anna', byName: 'Анна Орлова', mode: 'consult', to: { operator: 'boris' }, toName: 'Борис Ким', state,
    why: state === 'returned' ? 'no-answer' : null, endsInMs: 60_000 } });
}

/** A colleague's caller is to come here. */
function offered(page: Operator, callId = '7'): void {
  send(page, { type: 'desk.transfer', transfer: {
    transferId: 't', callId, by: 'boris', byName: 'Борис Ким', mode: 'consult', to: { operator: 'anna' }, toName: 'Анна Орлова',
    state: 'reserving', why: null, endsInMs: 4_000 } });
}

function miss(page: Operator): void {
  wait(page, 20_000);
  send(page, { type: 'phone.ended', legId: 'leg', elsewhere: false, network: false });
}

/** Another page of an operator with a calls window: it shows that, or wants one. */
function follower(window: Operator | null, ...happenings: Happening[]): PageState {
  const nobody: Happening = { type: 'desk.leadership', leadership: { leads: false, expiresInMs: 0, takenOver: false, leader: null } };
  const screen = window && { ...screenOf(window.state), nowMs: window.state.nowMs };
  const shown: Happening[] = screen ? [{ type: 'desk.screen', pageId: PAGE_ID, screen, agoMs: 0 }] : [];
  return [{ type: 'desk.profile', me: me() } as const, { type: 'desk.up' } as const, nobody, ...shown, ...happenings].reduce(
    (state, happening) => reduceWithWindow(state, { ...happening, atMs: state.nowMs }).state, initialState('other', START_MS, 'wanted'));
}

function filled(page: Operator, act: (page: Operator) => void): Operator {
  act(page);
  return page;
}

function run(page: Operator, act: (page: Operator) => void): PageState {
  act(page);
  return page.state;
}
