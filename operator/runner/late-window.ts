import { reduce, type Effect, type Outcome, type PageEvent, type PageState } from '../state';
import { after } from '../browser/after';
import type { CallsWindowPart } from './calls-window';
import { runEffect } from './run-effect';
import type { Services } from './services';

const AGAIN_MS = 2_000;

/** What only an operator with a calls window needs: loaded for such a page, or once such a window shows its screen. */
export interface LateWindow {
  reduce(before: PageState, event: PageEvent): Outcome;
  run(effect: Effect): void;
  follow(state: PageState): void;
  load(): Promise<void>;
  stop(): void;
}

export function lateWindow(services: () => Services): LateWindow {
  let part: CallsWindowPart | null = null;
  const load = async (): Promise<void> => {
    part ??= (await import('./calls-window')).createCallsWindow(services());
  };
  return {
    reduce: (before, event) => (part?.reduce ?? reduce)(before, event),
    run: (effect) => (effect.type === 'callsWindow.act' || effect.type === 'callsWindow.open' ? part?.run(effect) : runEffect(effect, services())),
    follow: (state) => part?.follow(state),
    stop: () => part?.stop(),
    load: () => load().catch(() => after(AGAIN_MS).then(load)),
  };
}
