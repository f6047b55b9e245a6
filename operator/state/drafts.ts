import { lookUp } from './card';
import type { CallerCard, DraftNote, PageState } from './model';
import { go, chain, type Outcome } from './outcome';

/** Drafts from this browser or from the desk; of one call the higher revision counts. */
export function onDrafts(state: PageState, notes: readonly DraftNote[]): Outcome {
  const own = state.card && notes.find((note) => note.callId === state.card?.callId);
  const others = notes.filter((note) => note.callId !== state.card?.callId && !state.closed.includes(note.callId));
  const next = { ...state, drafts: merge(state.drafts, others) };
  if (!state.card || !own || own.revision <= state.card.revision) return go(next);
  return withDraft(next, state.card, own);
}

export function dropDraft(state: PageState, callId: string): Outcome {
  const drafts = state.drafts.filter((note) => note.callId !== callId);
  if (drafts.length === state.drafts.length) return go(state);
  return go({ ...state, drafts }, { type: 'store.dropDraft', callId, journalled: true });
}

function withDraft(state: PageState, card: CallerCard, note: DraftNote): Outcome {
  const number = card.number === '' ? note.number : card.number;
  const next: CallerCard = {
    ...card, number, comment: note.comment, revision: note.revision,
    chosenId: note.customerId, chosenByOperator: note.customerId !== null,
  };
  const wrapUp = state.wrapUp && state.wrapUp.number === '' ? { ...state.wrapUp, number } : state.wrapUp;
  const told = go({ ...state, card: next, wrapUp });
  return number === card.number ? told : chain(told, lookUp);
}

function merge(known: readonly DraftNote[], notes: readonly DraftNote[]): readonly DraftNote[] {
  const byCall = new Map(known.map((note) => [note.callId, note]));
  for (const note of notes) {
    const other = byCall.get(note.callId);
    if (note.comment.trim() === '' || (other && other.revision >= note.revision)) continue;
    // The desk's drafts carry no number; what this browser knew of it stays.
    byCall.set(note.callId, note.number === '' && other ? { ...note, number: other.number } : note);
  }
  return [...byCall.values()];
}
