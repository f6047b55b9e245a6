import type { TransferView } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { HandOver, PageState, Talk } from './model';
import { go, takeId, tell, chain, type Outcome } from './outcome';
import { hold } from './talk';

/** Without a word of the desk by then the attempt is given up; the caller was not touched. */
export const ASKED_MS = 6_000;
/** The session hangs this operator's leg up once the caller talks to the other side. */
const LEAVING_MS = 10_000;

export interface HandOverTo { mode: TransferMode; to: TransferTarget; toName: string }

export function canHandOver({ talk, desk }: PageState): boolean {
  return talk?.journalled === true && talk.audio && !talk.out && talk.handOver === null && talk.endingByMs === null && desk.link === 'up';
}

/** The operator who talks gives the caller to a colleague or to a number. */
export function handOver(state: PageState, { mode, to, toName }: HandOverTo): Outcome {
  const { talk } = state;
  if (!talk || !canHandOver(state)) return go(state);
  const [transferId, next] = takeId(state);
  const asked: HandOver = { transferId, mode, to, toName, state: 'asking', endAsked: false, byMs: state.nowMs + ASKED_MS };
  const started = go({ ...next, talk: { ...talk, handOver: asked } }, { type: 'desk.transfer', callId: talk.callId, transferId, mode, to });
  // The music is the session's: a caller held by this page would hear silence under it.
  return talk.held ? chain(started, (after) => hold(after, false)) : started;
}

/** What the desk says of this operator's attempt. */
export function onHandOver(state: PageState, view: TransferView): Outcome {
  const talk = talkHanding(state, view.transferId);
  if (!talk?.handOver) return go(state);
  switch (view.state) {
    case 'failed':
    case 'returned':
      return go(tell(withHandOver(state, talk, null), 'hand-over-failed', view.why));
    case 'done': {
      const done: HandOver = { ...talk.handOver, state: 'done', byMs: null };
      return go({ ...state, talk: { ...talk, handOver: done, endingByMs: talk.endingByMs ?? state.nowMs + LEAVING_MS } });
    }
    default: {
      const byMs = view.endsInMs === null ? null : state.nowMs + view.endsInMs;
      return go(withHandOver(state, talk, { ...talk.handOver, state: view.state, toName: view.toName, byMs }));
    }
  }
}

/** The request itself did not reach the desk, or was refused. */
export function onHandOverRefused(state: PageState, transferId: string): Outcome {
  const talk = talkHanding(state, transferId);
  return talk?.handOver?.state === 'asking' ? go(tell(withHandOver(state, talk, null), 'hand-over-failed', 'not-possible')) : go(state);
}

/** «Соединить» ends the consultation, «Вернуть клиента» the attempt. */
export function endHandOver(state: PageState, action: 'finish' | 'takeBack'): Outcome {
  const { talk } = state;
  const attempt = talk?.handOver;
  if (!talk || !attempt || attempt.endAsked || attempt.state === 'done' || attempt.state === 'asking') return go(state);
  if (action === 'finish' && attempt.state !== 'consulting') return go(state);
  const next = withHandOver(state, talk, { ...attempt, endAsked: true });
  return go(next, { type: 'desk.transferAct', callId: talk.callId, transferId: attempt.transferId, action });
}

/** The desk did not take the click: it may be tried again. */
export function onActFailed(state: PageState, transferId: string): PageState {
  const talk = talkHanding(state, transferId);
  return talk?.handOver ? withHandOver(state, talk, { ...talk.handOver, endAsked: false }) : state;
}

/** Nothing is awaited for ever, with the desk down either. */
export function onHandOverTick(state: PageState): Outcome {
  const { talk, nowMs } = state;
  const attempt = talk?.handOver;
  if (!talk || !attempt || attempt.byMs === null || nowMs < attempt.byMs + (attempt.state === 'asking' ? 0 : ASKED_MS)) return go(state);
  return go(tell(withHandOver(state, talk, null), 'hand-over-failed', 'lost'));
}

function talkHanding({ talk }: PageState, transferId: string): Talk | null {
  return talk?.handOver?.transferId === transferId ? talk : null;
}

function withHandOver(state: PageState, talk: Talk, attempt: HandOver | null): PageState {
  return { ...state, talk: { ...talk, handOver: attempt } };
}
