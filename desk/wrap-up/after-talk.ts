import type { ReadEvent } from '../../contracts/call-events';
import type { DeskConfig } from '../config';
import type { CallKey } from '../journal/call-key';
import type { StoredStep } from './store';

/** An end that reaches the desk later than this (stored outside while it was down) locks nobody in. */
const STALE_MS = 10 * 60_000;

interface Heard { key: CallKey; event: ReadEvent; startedAtMs: number }

/** The end of a conversation opens the wrap-up, in whichever way it ended (R14). */
export function stepsAfter({ key, event, startedAtMs }: Heard, { nowMs, config }: { nowMs: number; config: DeskConfig }): StoredStep[] {
  const atMs = startedAtMs + event.atMs;
  // The same operator again, after his page was lost: that wrap-up is another one.
  if (event.kind === 'bridged') return [{ ...key, operator: event.operator, action: { kind: 'forget', atMs } }];
  const operator = talkedTo(event);
  if (operator === null || !Object.hasOwn(config.operators, operator)) return [];
  return nowMs - atMs > STALE_MS ? [] : [{ ...key, operator, action: { kind: 'open', atMs: nowMs } }];
}

function talkedTo(event: ReadEvent): string | null {
  if (event.kind === 'operatorLost') return event.talkMs > 0 ? event.operator : null;
  if (event.kind === 'transferred') return event.operator;
  return event.kind === 'ended' ? event.operator : null;
}
