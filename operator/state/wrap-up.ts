import type { WrapUp } from '../../contracts/desk-wrap-up';
import { dropCard, isTooLong, openCard, shelveCard, storeDraft } from './card';
import type { Effect } from './effects';
import { switchOff } from './intake';
import type { EndedBy, OutboxItem, PageState, Talk, WrapUpCard } from './model';
import { addToOutbox } from './outbox';
import { go, takeId, tell, chain, type Outcome } from './outcome';

/** With the desk there, its word on the limit is awaited this long; without it the page keeps the limit itself. */
const DESK_LIMIT_GRACE_MS = 5_000;
/** How much more time there is where the config names no limit. */
const EXTENSION_MS = 60_000;
const CLOSED_KEPT = 50;

/** The lease opens with the end of the conversation, whether the desk can be reached or not. */
export function openWrapUp(state: PageState, talk: Talk, endedBy: EndedBy): Outcome {
  const limitMs = state.profile?.intake.wrapUp.limitMs ?? null;
  const wrapUp: WrapUpCard = {
    callId: talk.callId, journalled: talk.journalled, leased: true, number: talk.number, endedBy,
    openedAtMs: state.nowMs, talkedMs: state.nowMs - talk.sinceMs,
    limitAtMs: limitMs === null ? null : state.nowMs + limitMs, extending: false,
    phase: 'open', saving: null, windowId: null,
  };
  const opened = go({ ...state, wrapUp }, ...openEffects(wrapUp));
  return chain(opened, (next) => openCard(next, talk));
}

/** «Сохранить»: accepted as soon as it is durably in this browser; a second click finds nothing to do. */
export function save(state: PageState, create: boolean): Outcome {
  const { wrapUp, card } = state;
  if (!wrapUp?.journalled || !card || wrapUp.phase === 'saving' || isTooLong(card)) return go(state);
  const [item, one] = outboxItem(state, { kind: 'save', customerId: card.chosenId });
  const [windowId, two] = create ? takeId(one) : [null, one];
  const next: PageState = { ...two, wrapUp: { ...wrapUp, phase: 'saving', saving: item, windowId } };
  const opening: Effect[] = windowId === null ? [] : [{ type: 'window.open', windowId }];
  return go(next, ...opening, { type: 'store.save', item });
}

/** The browser's database has it, or has refused it: then the desk is asked directly. */
export function onStored(state: PageState, saveId: string, ok: boolean): Outcome {
  const item = itemBeingSaved(state, saveId);
  if (!item || !state.wrapUp) return go(state);
  if (!ok) return go(state, { type: 'desk.deliver', item });
  return chain(closeWith(state, state.wrapUp), (next) => addToOutbox(next, item));
}

/** The direct way of a save that this browser could not keep. */
export function onDeliveredDirectly(state: PageState, saveId: string, ok: boolean): Outcome {
  const { wrapUp } = state;
  if (!wrapUp || !itemBeingSaved(state, saveId)) return go(state);
  if (ok) return closeWith(state, wrapUp);
  return go(tell({ ...state, wrapUp: { ...wrapUp, phase: 'failed' } }, 'save-failed'));
}

/** «Отмена»: text, draft and the operator's choice go; that the call took place, and whose number it is, stays in the journal. */
export function cancel(state: PageState): Outcome {
  const { wrapUp, card } = state;
  if (!wrapUp || wrapUp.phase === 'saving') return go(state);
  const customerId = card?.onlyId ?? null;
  const [item, next] = outboxItem(state, { kind: 'cancel', customerId });
  const unchoose: Effect[] = wrapUp.journalled && card && card.chosenId !== customerId
    ? [{ type: 'desk.choose', callId: wrapUp.callId, customerId }]
    : [];
  const closing = close(dropCard(next, wrapUp.callId), wrapUp, unchoose);
  if (!wrapUp.journalled) return closing;
  const stored = chain(closing, (after) => go(after, { type: 'store.save', item }));
  return chain(stored, (after) => addToOutbox(after, item));
}

export function extend(state: PageState): Outcome {
  const { wrapUp } = state;
  const limitMs = state.profile?.intake.wrapUp.limitMs ?? EXTENSION_MS;
  if (wrapUp?.limitAtMs == null || wrapUp.phase === 'saving' || wrapUp.extending) return go(state);
  if (state.desk.link !== 'up' || !wrapUp.journalled) {
    return go({ ...state, wrapUp: { ...wrapUp, limitAtMs: state.nowMs + limitMs } });
  }
  return go({ ...state, wrapUp: { ...wrapUp, extending: true } }, { type: 'desk.extendWrapUp', callId: wrapUp.callId });
}

/** The desk's word on a lease of this operator: of this page, of one before a reload, of another tab. */
export function onLease(state: PageState, lease: WrapUp, number: string | null): Outcome {
  const { wrapUp } = state;
  if (lease.state === 'closed') return onLeaseClosed(state, lease);
  if (wrapUp?.callId === lease.callId) return go({ ...state, wrapUp: withLimit(state, wrapUp, lease) });
  const free = !wrapUp && !state.talk && !state.offer && state.tab.leads === true;
  if (!free || state.closed.includes(lease.callId)) return go(state);
  const note = state.drafts.find((draft) => draft.callId === lease.callId);
  return reopen(state, { callId: lease.callId, number: number ?? note?.number ?? '', lease });
}

/** A draft of a wrap-up that is over, opened again: no calls meanwhile, Save goes the same way. */
export function openDraft(state: PageState, callId: string): Outcome {
  const note = state.drafts.find((draft) => draft.callId === callId);
  if (!note || state.wrapUp || state.talk || state.offer || state.dial) return go(state);
  return reopen(state, { callId, number: note.number, lease: null });
}

export function onWrapUpTick(state: PageState): Outcome {
  const { wrapUp, nowMs, desk } = state;
  if (wrapUp?.limitAtMs == null || wrapUp.phase === 'saving') return go(state);
  const graceMs = desk.link === 'up' && wrapUp.journalled ? DESK_LIMIT_GRACE_MS : 0;
  return nowMs < wrapUp.limitAtMs + graceMs ? go(state) : closeForced(state, wrapUp, 'limit');
}

/** What of this lease is to be told again once the desk is back. */
export function openEffects({ journalled, callId, endedBy }: WrapUpCard): Effect[] {
  return journalled && endedBy ? [{ type: 'desk.openWrapUp', callId, endedBy }] : [];
}

function onLeaseClosed(state: PageState, lease: WrapUp): Outcome {
  const { wrapUp } = state;
  if (wrapUp?.callId !== lease.callId || !wrapUp.leased || wrapUp.phase === 'saving') return go(state);
  const forced = lease.closedBy === 'limit' || lease.closedBy === 'supervisor';
  if (forced) return closeForced(state, wrapUp, lease.closedBy === 'limit' ? 'limit' : 'supervisor');
  return close(dropCard(state, wrapUp.callId), wrapUp);
}

/** Not by the operator: the text stays as a draft, intake goes off unless the config says otherwise. */
function closeForced(state: PageState, wrapUp: WrapUpCard, kind: 'limit' | 'supervisor'): Outcome {
  const { card } = state;
  const shelved = shelveCard(state, wrapUp.callId);
  const told = shelved.drafts === state.drafts ? shelved : tell(shelved, 'limit-draft-kept');
  const shut = { ...told, wrapUp: null, closed: remember(state, wrapUp.callId) };
  const ready = kind === 'limit' && state.profile?.intake.wrapUp.onLimit === 'ready';
  return go(ready || !state.intake.on ? shut : switchOff(shut, { kind }), ...(card ? [storeDraft(card)] : []));
}

function closeWith(state: PageState, wrapUp: WrapUpCard): Outcome {
  const creating: Effect[] = wrapUp.windowId === null
    ? []
    : [{ type: 'window.toCreation', windowId: wrapUp.windowId, number: state.card?.looked?.e164 ?? wrapUp.number, callId: wrapUp.callId }];
  return close(tell(dropCard(state, wrapUp.callId), 'saved'), wrapUp, creating);
}

function close(state: PageState, wrapUp: WrapUpCard, effects: readonly Effect[] = []): Outcome {
  const { callId, journalled } = wrapUp;
  const drafts = state.drafts.filter((note) => note.callId !== callId);
  const shut = { ...state, wrapUp: null, drafts, closed: remember(state, callId) };
  return go(shut, { type: 'store.dropDraft', callId, journalled }, ...effects);
}

function remember(state: PageState, callId: string): readonly string[] {
  return [...state.closed, callId].slice(-CLOSED_KEPT);
}

function itemBeingSaved({ wrapUp }: PageState, saveId: string): OutboxItem | null {
  return wrapUp?.phase === 'saving' && wrapUp.saving?.saveId === saveId ? wrapUp.saving : null;
}

/** The same text saved again keeps its id, so that one record results; another text is another save. */
function outboxItem(state: PageState, { kind, customerId }: Pick<OutboxItem, 'kind' | 'customerId'>): [OutboxItem, PageState] {
  const comment = state.card?.comment ?? '';
  const before = state.wrapUp?.saving;
  const same = before?.kind === kind && before.comment === comment && before.customerId === customerId;
  const [saveId, next] = same ? [before.saveId, state] : takeId(state);
  const callId = state.wrapUp?.callId ?? '';
  const savedAtMs = state.nowMs;
  const order = 1 + Math.max(0, ...state.outbox.map((item) => item.order));
  return [{ saveId, kind, callId, comment, customerId, savedAtMs, order, sending: false, attempts: 0, retryAtMs: savedAtMs }, next];
}

function withLimit(state: PageState, wrapUp: WrapUpCard, lease: WrapUp): WrapUpCard {
  const limitAtMs = lease.limitInMs === null ? null : state.nowMs + lease.limitInMs;
  return { ...wrapUp, limitAtMs, extending: false };
}

interface Reopened { callId: string; number: string; lease: WrapUp | null }

function reopen(state: PageState, { callId, number, lease }: Reopened): Outcome {
  const wrapUp: WrapUpCard = {
    callId, number, journalled: true, leased: lease !== null, endedBy: null, openedAtMs: state.nowMs, talkedMs: null,
    limitAtMs: null, extending: false, phase: 'open', saving: null, windowId: null,
  };
  const shown = lease ? withLimit(state, wrapUp, lease) : wrapUp;
  return openCard({ ...state, wrapUp: shown }, shown);
}
