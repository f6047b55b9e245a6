import type { Effect, Outcome, PageEvent, PageState } from '../state';
import type { PageClock } from '../clock';
import type { Happening } from './services';

export interface Mailbox {
  state: () => PageState;
  dispatch: (happening: Happening) => void;
  subscribe: (listener: () => void) => () => void;
}

export interface MailboxOptions { initial: PageState; clock: Pick<PageClock, 'nowMs'>; reduce: (state: PageState, event: PageEvent) => Outcome; run: (effect: Effect) => void }

/** One event at a time, its effects before anything is shown: a status is on its way before the screen says so. */
export function createMailbox({ initial, clock, reduce, run }: MailboxOptions): Mailbox {
  const listeners = new Set<() => void>();
  const waiting: PageEvent[] = [];
  let state = initial;
  let busy = false;

  const handleAll = () => {
    for (let event = waiting.shift(); event; event = waiting.shift()) {
      const outcome = reduce(state, event);
      state = outcome.state;
      for (const effect of outcome.effects) run(effect);
    }
  };
  return {
    state: () => state,
    dispatch(happening) {
      waiting.push({ ...happening, atMs: clock.nowMs() });
      if (busy) return;
      busy = true;
      try {
        handleAll();
      } finally {
        busy = false;
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
