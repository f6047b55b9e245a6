import type { CustomerHit, LookUpAnswer } from '../../contracts/desk-customers';
import { TEXT_LIMITS } from '../../contracts/text';
import type { Effect } from './effects';
import type { CallerCard, DraftNote, LookUp, PageState } from './model';
import { go, tell, type Outcome } from './outcome';

/** A look-up without an answer by then is called failed; a later answer still counts where nothing was chosen. */
export const LOOK_UP_LIMIT_MS = 4_000;

interface Caller { callId: string; journalled: boolean; number: string }

/** The caller's card: usable at once, the look-up runs beside it (R35). */
export function openCard(state: PageState, caller: Caller): Outcome {
  if (state.card?.callId === caller.callId) return go(state);
  const draft = state.drafts.find((note) => note.callId === caller.callId);
  const card: CallerCard = {
    callId: caller.callId, journalled: caller.journalled, number: caller.number,
    looked: null, lookUp: { state: 'searching', asked: 0, byMs: null },
    customers: [], more: 0, chosenId: draft?.customerId ?? null, chosenByOperator: draft?.customerId != null, onlyId: null, search: null,
    comment: draft?.comment ?? '', revision: draft?.revision ?? 0,
  };
  const drafts = state.drafts.filter((note) => note !== draft);
  return lookUp({ ...state, card, drafts });
}

/** The card goes with its call; a text written on it stays as a draft (R37). */
export function shelveCard(state: PageState, callId: string): PageState {
  const { card } = state;
  if (card?.callId !== callId) return state;
  if (card.comment.trim() === '') return { ...state, card: null };
  const others = state.drafts.filter((note) => note.callId !== callId);
  return { ...state, card: null, drafts: [...others, draftOf(card)] };
}

/** The card goes, and its text with it: saved or given up. */
export function dropCard(state: PageState, callId: string): PageState {
  return state.card?.callId === callId ? { ...state, card: null } : state;
}

export function lookUp(state: PageState): Outcome {
  const { card } = state;
  if (!card) return go(state);
  const asked = card.lookUp.asked + 1;
  const search: LookUp = { state: 'searching', asked, byMs: state.nowMs + LOOK_UP_LIMIT_MS };
  const { callId, journalled, number } = card;
  const effect: Effect = { type: 'desk.lookUp', callId, journalled, number, asked };
  return go({ ...state, card: { ...card, lookUp: search } }, effect);
}

export interface LookedUp { callId: string; asked: number; answer: LookUpAnswer | null }

export function onLookedUp(state: PageState, { callId, asked, answer }: LookedUp): Outcome {
  const card = cardOf(state, callId);
  if (!card || asked !== card.lookUp.asked) return go(state);
  if (!answer || answer.state === 'unavailable') {
    const failed: LookUp = { state: 'failed', asked, byMs: null };
    return go({ ...state, card: { ...card, lookUp: failed, looked: answer?.number ?? card.looked } });
  }
  const customers = answer.state === 'found' ? answer.customers : [];
  const done: LookUp = { state: answer.state, asked, byMs: null };
  const only = answer.state === 'found' && answer.match === 'exact' && customers.length === 1 ? customers[0] : undefined;
  const next: CallerCard = {
    ...card, looked: answer.number, lookUp: done, customers: withChosen(card, customers), onlyId: only?.id ?? null,
    more: answer.state === 'found' ? answer.more ?? 0 : 0,
  };
  if (!only || card.chosenByOperator) return go({ ...state, card: next });
  return chosen(state, { ...next, chosenId: only.id });
}

/** Too slow: said so, with a retry. */
export function onLookUpTick(state: PageState): PageState {
  const { card } = state;
  if (card?.lookUp.byMs == null || state.nowMs < card.lookUp.byMs) return state;
  return { ...state, card: { ...card, lookUp: { ...card.lookUp, state: 'failed', byMs: null } } };
}

export function choose(state: PageState, customerId: string | null): Outcome {
  const { card } = state;
  const known = customerId === null || card?.customers.some((customer) => customer.id === customerId);
  if (!card || !known || isFrozen(state) || (card.chosenId === customerId && card.chosenByOperator)) return go(state);
  return chosen(state, { ...card, chosenId: customerId, chosenByOperator: true });
}

/** Whom a call out is for, named before the card was there; the desk's answer brings the name. */
export function chooseGiven(state: PageState, customerId: string): Outcome {
  return state.card ? chosen(state, { ...state.card, chosenId: customerId, chosenByOperator: true }) : go(state);
}

export function onChosen(state: PageState, callId: string, customer: CustomerHit): PageState {
  const card = cardOf(state, callId);
  if (card?.chosenId !== customer.id || card.customers.some(({ id }) => id === customer.id)) return state;
  return { ...state, card: { ...card, customers: [...card.customers, customer] } };
}

export function comment(state: PageState, text: string): Outcome {
  const { card } = state;
  if (!card || isFrozen(state) || card.comment === text) return go(state);
  const next = { ...card, comment: text, revision: card.revision + 1 };
  return go({ ...state, card: next }, storeDraft(next));
}

/** It is kept, and cannot be saved before it is shorter. */
export function isTooLong({ comment: text }: CallerCard): boolean {
  return text.length > TEXT_LIMITS.comment;
}

export function search(state: PageState, query: string): Outcome {
  const { card } = state;
  if (!card || isFrozen(state) || card.search?.state === 'attaching') return go(state);
  const text = query.trim();
  const { found, more } = card.search ?? { found: [], more: 0 };
  if (text === '' || query.length > TEXT_LIMITS.search) return go({ ...state, card: { ...card, search: { query, state: 'done', found: [], more: 0 } } });
  const next = { ...state, card: { ...card, search: { query, state: 'searching' as const, found, more } } };
  return go(next, { type: 'desk.search', callId: card.callId, query: text });
}

export function closeSearch(state: PageState): PageState {
  return state.card?.search ? { ...state, card: { ...state.card, search: null } } : state;
}

export interface Found { callId: string; query: string; customers: readonly CustomerHit[] | null; more?: number | null }

export function onFound(state: PageState, { callId, query, customers, more = 0 }: Found): PageState {
  const card = cardOf(state, callId);
  if (!card?.search || card.search.query.trim() !== query || card.search.state === 'attaching') return state;
  const next = { ...card.search, state: customers ? 'done' as const : 'failed' as const, found: customers ?? [], more: customers ? more : 0 };
  return { ...state, card: { ...card, search: next } };
}

/** The caller's number goes to an existing customer (R32). */
export function attach(state: PageState, customerId: string): Outcome {
  const { card } = state;
  if (!card?.search || isFrozen(state) || card.search.state === 'attaching') return go(state);
  if (!card.search.found.some((customer) => customer.id === customerId)) return go(state);
  const next = { ...state, card: { ...card, search: { ...card.search, state: 'attaching' as const } } };
  const number = card.looked?.e164 ?? card.number;
  return go(next, { type: 'desk.attach', callId: card.callId, customerId, number });
}

export function onAttached(state: PageState, callId: string, customer: CustomerHit | null): Outcome {
  const card = cardOf(state, callId);
  if (card?.search?.state !== 'attaching') return go(state);
  if (!customer) {
    const again = { ...card, search: { ...card.search, state: 'done' as const } };
    return go(tell({ ...state, card: again }, 'attach-failed'));
  }
  const customers = [...card.customers.filter((other) => other.id !== customer.id), customer];
  const done: LookUp = { ...card.lookUp, state: 'found', byMs: null };
  const next = { ...card, search: null, customers, lookUp: done, chosenId: customer.id, chosenByOperator: true };
  return chosen(state, next);
}

export function draftOf(card: CallerCard): DraftNote {
  const { callId, number, comment: text, chosenId, revision } = card;
  return { callId, number, comment: text, customerId: chosenId, revision };
}

export function storeDraft(card: CallerCard): Effect {
  return { type: 'store.draft', draft: draftOf(card), journalled: card.journalled };
}

function chosen(state: PageState, card: CallerCard): Outcome {
  const next = { ...card, revision: card.revision + 1 };
  const kept = go({ ...state, card: next }, storeDraft(next));
  if (!card.journalled) return kept;
  const effect: Effect = { type: 'desk.choose', callId: card.callId, customerId: card.chosenId };
  return { ...kept, effects: [...kept.effects, effect] };
}

/** What the operator chose stays in the list whatever a later answer holds. */
function withChosen(card: CallerCard, found: readonly CustomerHit[]): readonly CustomerHit[] {
  const kept = card.customers.find((customer) => customer.id === card.chosenId);
  const lost = card.chosenByOperator && kept && !found.some((customer) => customer.id === kept.id);
  return lost ? [kept, ...found] : found;
}

/** While a save is on its way into the database, what is saved stands still. */
function isFrozen(state: PageState): boolean {
  return state.wrapUp?.phase === 'saving';
}

function cardOf(state: PageState, callId: string): CallerCard | null {
  return state.card?.callId === callId ? state.card : null;
}
