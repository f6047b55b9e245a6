import { connectionLine, lineDetail, wallAt, type ConnectionLine, type LineDetail, type PageState, type PauseReason } from '../state';
import type { Texts } from '../locale';
import { clockTime } from './format';
import type { View } from './view-context';

/** Seconds are said where the end is nearer than this. */
const NEAR_MS = 120_000;

type Shown = Pick<View, 'state' | 'clocks' | 'texts'>;

/** One of the nine, word for word. */
export function lineText(line: ConnectionLine, view: Shown): string {
  const { t } = view.texts;
  if (line.line !== 'paused') return t(`line.${line.line}`);
  return t('line.paused', { reason: reasonText(line.reason, view) });
}

function reasonText(reason: PauseReason, { state, clocks, texts: { t, language } }: Shown): string {
  switch (reason.kind) {
    case 'missed':
    case 'passed-on': {
      const near = reason.untilMs - state.nowMs < NEAR_MS;
      return t(`reason.${reason.kind}`, { time: clockTime(wallAt(clocks, reason.untilMs), language, near) });
    }
    case 'asking': return t(`reason.asking.${reason.check}`);
    case 'sound': return t(`reason.sound.${reason.why}`);
    case 'misses': return t('reason.misses', { count: reason.count });
    case 'checks': return t(`ready.why.${reason.failed}.${state.readiness.checks[reason.failed].why ?? 'error'}`);
    default: return t(`reason.${reason.kind}`);
  }
}

export function detailText(detail: LineDetail, { t }: Texts): string {
  if (detail.kind === 'no-sound') return t(`detail.no-sound.${detail.why === 'media' && detail.local ? 'media-local' : detail.why}`);
  if (detail.kind === 'origin') return t('detail.origin', { origin: location.origin });
  if (detail.kind !== 'retry') return t(`detail.${detail.kind}`);
  return t('detail.retry', { seconds: Math.max(1, Math.ceil(detail.inMs / 1000)) });
}

/** What colour the line's mark has; the words never depend on it. */
export function lineTone(line: ConnectionLine): 'good' | 'live' | 'warn' | 'bad' | 'off' {
  switch (line.line) {
    case 'on': return 'good';
    case 'ringing':
    case 'talking': return 'live';
    case 'wrap-up':
    case 'paused': return 'warn';
    case 'no-connection': return 'bad';
    default: return 'off';
  }
}

/** What stands under the line; empty where nothing needs saying. */
export function underLine(state: PageState, texts: Texts): string {
  const detail = lineDetail(state);
  if (detail) return detailText(detail, texts);
  const { role, follows, gone } = state.window;
  if (role === 'wanted' && !follows && state.profile) return texts.t(gone ? `callsWindow.gone.${gone}` : 'callsWindow.ask');
  const { line } = connectionLine(state);
  if (line === 'off') return texts.t('detail.off');
  return line === 'other-tab' ? texts.t('detail.other-tab') : '';
}
