import type { Effect } from './effects';
import type { Notice, NoticeKind, PageState } from './model';

export interface Outcome { readonly state: PageState; readonly effects: readonly Effect[] }

export function go(state: PageState, ...effects: readonly Effect[]): Outcome {
  return { state, effects };
}

/** Runs `next` on the outcome's state and keeps the effects of both, in order. */
export function chain(outcome: Outcome, ...nexts: readonly ((state: PageState) => Outcome)[]): Outcome {
  return nexts.reduce((before, next) => {
    const after = next(before.state);
    return { state: after.state, effects: [...before.effects, ...after.effects] };
  }, outcome);
}

/** A new id of this page, and the state that has used it up. */
export function takeId(state: PageState): [string, PageState] {
  const ids = state.ids + 1;
  return [`${state.pageId}-${ids}`, { ...state, ids }];
}

export const NOTICES_KEPT = 3;

type About = Pick<Notice, 'value' | 'callId'>;

export function tell(state: PageState, kind: NoticeKind, about: string | About | null = null): PageState {
  const { value, callId } = typeof about === 'object' && about !== null ? about : { value: about, callId: null };
  const [id, next] = takeId(state);
  const notice: Notice = { id, kind, atMs: state.nowMs, value, callId };
  const others = state.notices.filter((other) => other.kind !== kind);
  return { ...next, notices: [...others, notice].slice(-NOTICES_KEPT) };
}
