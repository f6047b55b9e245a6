import { allChecks, type PageState } from '../../../../operator/state';
import { closedLease, me, type Happening } from '../../world';
import { BORIS, found, handing, NUMBER, offered, ONE, TWO } from './moments';

const draft = (callId: string, changes = {}) => ({ callId, number: '+7911', comment: 'другой текст', customerId: 'c1', revision: 9, ...changes });
const open = (callId: string, limitInMs: number | null) => closedLease({ callId, state: 'open', closedBy: null, limitInMs });

/** Clicks. */
const USER: readonly Happening[] = [
  ...(['intakeOn', 'intakeOff', 'answer', 'hangUp', 'save', 'saveAndCreate', 'cancel', 'extend', 'resume', 'takeOver', 'recheck', 'lookUp', 'closeSearch',
    'openCreation', 'cancelDial', 'finishHandOver', 'takeBack'] as const).map((name): Happening => ({ type: `user.${name}` })),
  ...(['default', 'pass', 'drop'] as const).map((how): Happening => ({ type: 'user.reject', how })),
  ...[true, false].flatMap((on): Happening[] => [{ type: 'user.mute', on }, { type: 'user.hold', on }]),
  { type: 'user.comment', text: 'текст' }, { type: 'user.comment', text: '' }, { type: 'user.comment', text: 'перезвонить' },
  { type: 'user.choose', customerId: 'c1' }, { type: 'user.choose', customerId: 'c2' }, { type: 'user.choose', customerId: 'c9' }, { type: 'user.choose', customerId: null },
  { type: 'user.search', query: ' борис ' }, { type: 'user.search', query: ' ' }, { type: 'user.attach', customerId: 'c1' }, { type: 'user.attach', customerId: 'c9' },
  { type: 'user.openDraft', callId: '5' }, { type: 'user.openDraft', callId: '6' }, { type: 'user.dropDraft', callId: '5' }, { type: 'user.dropDraft', callId: '6' },
  { type: 'user.callOut', number: '+79031112233', about: null },
  { type: 'user.handOver', mode: 'blind', to: { number: '+74957654321' }, toName: 'Склад' }, { type: 'user.handOver', mode: 'consult', to: BORIS, toName: 'Борис' },
];

const PHONE: readonly Happening[] = [
  { type: 'phone.up', status: 'ONLINE' }, { type: 'phone.resuming' }, { type: 'phone.resumed' },
  { type: 'phone.lost', why: 'network', jitter: 0 }, { type: 'phone.lost', why: 'network', jitter: 1 }, { type: 'phone.lost', why: 'kicked', jitter: 0.5 }, { type: 'phone.lost', why: 'refused', jitter: 0.5 },
  ...['READY', 'ONLINE', 'BANNED', 'IN_SERVICE'].map((status): Happening => ({ type: 'phone.status', status, foreign: false })),
  ...['READY', 'ONLINE', 'OFFLINE', 'DND', 'TIMEOUT', 'BANNED'].map((status): Happening => ({ type: 'phone.status', status, foreign: true })),
  ...['7', '8', '9', null].map((callId): Happening => ({ type: 'phone.ring', legId: 'leg2', callId, offerId: callId, number: '+79160000000' })),
  { type: 'phone.ring', legId: 'leg2', callId: '9', offerId: null, number: '+79160000000', transfer: { mode: 'blind', by: 'boris' } },
  ...['leg', 'leg2'].flatMap((legId): Happening[] => [
    { type: 'phone.connected', legId }, { type: 'phone.audio', legId }, { type: 'phone.media', legId, ok: true }, { type: 'phone.media', legId, ok: false },
    { type: 'phone.held', legId, ok: true, on: true }, { type: 'phone.held', legId, ok: true, on: false }, { type: 'phone.held', legId, ok: false, on: true },
    { type: 'phone.ended', legId, elsewhere: false, network: false }, { type: 'phone.ended', legId, elsewhere: true, network: false }, { type: 'phone.ended', legId, elsewhere: false, network: true },
  ]),
];

const DESK: readonly Happening[] = [
  { type: 'desk.profile', me: me() }, { type: 'desk.up' }, { type: 'desk.down', retryInMs: 1_000_000, signedOut: false }, { type: 'desk.down', retryInMs: null, signedOut: true },
  ...[[true, false], [false, false], [false, true]].map(([leads = false, takenOver = false]): Happening => ({ type: 'desk.leadership', leadership: { leads, takenOver, expiresInMs: 15_000 } })),
  ...['7', '8'].flatMap((callId): Happening[] => [
    { type: 'desk.wrapUp', wrapUp: open(callId, 40_000), number: '+7900' }, { type: 'desk.wrapUp', wrapUp: open(callId, null), number: null },
    ...(['save', 'limit', 'supervisor'] as const).map((closedBy): Happening => ({ type: 'desk.wrapUp', wrapUp: closedLease({ callId, closedBy }), number: null })),
    { type: 'desk.holdoutOver', callId }, { type: 'desk.extendFailed', callId },
    { type: 'desk.lookedUp', callId, asked: 1, answer: found(ONE) }, { type: 'desk.attached', callId, customer: ONE }, { type: 'desk.attached', callId, customer: null },
    { type: 'desk.found', callId, query: 'анна', customers: [TWO] }, { type: 'desk.found', callId, query: 'анна', customers: null },
    { type: 'desk.drafts', drafts: [draft(callId)] },
  ]),
  { type: 'desk.wrapUp', wrapUp: open('5', 40_000), number: null },
  { type: 'desk.lookedUp', callId: '7', asked: 1, answer: null }, { type: 'desk.lookedUp', callId: '7', asked: 1, answer: found(ONE, TWO) }, { type: 'desk.lookedUp', callId: '7', asked: 1, answer: found() },
  { type: 'desk.lookedUp', callId: '7', asked: 1, answer: { ...found(ONE), match: 'suffix' } as ReturnType<typeof found> },
  { type: 'desk.lookedUp', callId: '7', asked: 1, answer: { state: 'none', number: NUMBER } }, { type: 'desk.lookedUp', callId: '7', asked: 1, answer: { state: 'unavailable', number: NUMBER, retryInMs: 500 } },
  { type: 'desk.lookedUp', callId: '7', asked: 2, answer: found(TWO) },
  ...(['reserving', 'reserved', 'ringing', 'consulting', 'done', 'returned', 'failed'] as const).map((state): Happening => ({ type: 'desk.transfer', transfer: offered(state, { endsInMs: state === 'consulting' ? null : 6_000 }) })),
  { type: 'desk.transfer', transfer: offered('reserving', { transferId: 't2', endsInMs: null }) }, { type: 'desk.transfer', transfer: offered('failed', { transferId: 't2' }) },
  { type: 'desk.transfer', transfer: handing('returned', { transferId: 'nobody’s' }) }, { type: 'desk.transferRefused', transferId: 'nobody’s' }, { type: 'desk.actFailed', transferId: 'nobody’s' },
  { type: 'desk.outbound', dialId: 'nobody’s', line: null }, { type: 'desk.delivered', saveId: 'nobody’s', ok: true, jitter: 0 },
  { type: 'desk.commandResult', outcome: { commandId: 'nobody’s', applied: true, why: 'applied' } },
  { type: 'desk.drafts', drafts: [draft('5', { revision: 3 })] }, { type: 'desk.drafts', drafts: [draft('5', { number: '', customerId: null })] },
  { type: 'desk.drafts', drafts: [draft('6', { comment: ' ' })] }, { type: 'desk.drafts', drafts: [draft('7', { revision: 0 })] }, { type: 'desk.drafts', drafts: [draft('7', { customerId: null })] },
];

const PAGE: readonly Happening[] = [
  { type: 'store.loaded', drafts: [draft('6')], outbox: [{ saveId: 'z', callId: '7', kind: 'save', comment: 'т', customerId: null, savedAtMs: 1, order: 1, sending: true, attempts: 2, retryAtMs: 1 }] },
  { type: 'store.saved', saveId: 'nobody’s', ok: true }, { type: 'checks.done', results: allChecks('ok') },
  { type: 'checks.done', results: { ...allChecks('ok'), microphone: { state: 'failed', why: 'none' } } }, { type: 'checks.changed' },
  { type: 'window.opened', windowId: 'nobody’s', ok: false }, { type: 'window.opened', windowId: 'nobody’s', ok: true },
  { type: 'tab.free' }, { type: 'tab.other', other: 'busy' }, { type: 'tab.other', other: null },
];

/** Answers to what this very state waits for. */
function answers({ offer, talk, dial, wrapUp, sync, outbox, notices, card }: PageState): Happening[] {
  const transferId = talk?.handOver?.transferId;
  const commandId = offer?.drop?.commandId;
  const saveId = wrapUp?.saving?.saveId;
  const line = { number: '+79030000000', destination: '79030000000', headers: {}, expiresInMs: 60_000 };
  return [
    ...(commandId === undefined ? [] : [true, false].map((applied): Happening => ({ type: 'desk.commandResult', outcome: { commandId, applied, why: applied ? 'applied' : 'answered' } }))),
    ...(transferId === undefined ? [] : [
      ...(['reserving', 'ringing', 'consulting', 'done', 'returned', 'failed'] as const).map((state): Happening => ({ type: 'desk.transfer', transfer: handing(state, { transferId, why: 'no-answer' }) })),
      { type: 'desk.transferRefused', transferId } as const, { type: 'desk.actFailed', transferId } as const,
    ]),
    ...(dial ? [
      { type: 'desk.outbound', dialId: dial.legId, line } as const, { type: 'desk.outbound', dialId: dial.legId, line: null } as const,
      { type: 'phone.connected', legId: dial.legId, callId: '12' } as const, { type: 'phone.connected', legId: dial.legId } as const,
      ...[486, 603, 404, 403, 480].map((code): Happening => ({ type: 'phone.ended', legId: dial.legId, elsewhere: false, network: false, code })),
      { type: 'phone.ended', legId: dial.legId, elsewhere: false, network: false } as const,
    ] : []),
    ...(saveId === undefined ? [] : [true, false].flatMap((ok): Happening[] => [{ type: 'store.saved', saveId, ok }, { type: 'desk.delivered', saveId, ok, jitter: 0 }])),
    ...outbox.slice(0, 2).flatMap((item): Happening[] => [true, false].map((ok) => ({ type: 'desk.delivered', saveId: item.saveId, ok, jitter: 0.5 }))),
    ...(sync.pending ? [
      { type: 'phone.statusAnswer', id: sync.pending.id, ok: true, status: sync.pending.status } as const, { type: 'phone.statusAnswer', id: sync.pending.id, ok: true, status: null } as const,
      { type: 'phone.statusAnswer', id: sync.pending.id, ok: false, status: 'BANNED' } as const, { type: 'phone.statusAnswer', id: 'nobody’s', ok: true, status: 'READY' } as const,
    ] : []),
    ...(wrapUp?.windowId ? [{ type: 'window.opened', windowId: wrapUp.windowId, ok: false } as const, { type: 'window.opened', windowId: wrapUp.windowId, ok: true } as const] : []),
    ...notices.map((notice): Happening => ({ type: 'user.dismiss', noticeId: notice.id })),
    ...(card && card.lookUp.asked > 1 ? [{ type: 'desk.lookedUp', callId: card.callId, asked: card.lookUp.asked, answer: found(TWO) } as const] : []),
  ];
}

/** One of everything that can happen to a page in this state. */
export function inputsOf(state: PageState): Happening[] {
  return [...USER, ...PHONE, ...DESK, ...PAGE, ...answers(state)];
}
