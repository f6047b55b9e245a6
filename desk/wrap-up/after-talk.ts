import type { CallEvent } from '../../contracts/call-events';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import type { Queryable } from '../database/port';
import type { CallKey } from '../journal/receive';
import { forgetClosedBefore, stepStored } from './store';

/** An end that reaches the desk later than this (stored outside while it was down) locks nobody in. */
const STALE_MS = 10 * 60_000;

interface Heard { key: CallKey; event: CallEvent; startedAtMs: number }

/** The end of a conversation opens the wrap-up, in whichever way it ended (R14). */
export async function openAfterTalk(tx: Queryable, heard: Heard, parts: { clock: Clock; config: DeskConfig }): Promise<void> {
  const { key, event } = heard;
  const atMs = heard.startedAtMs + event.atMs;
  // The same operator again, after his page was lost: that wrap-up is another one.
  if (event.kind === 'bridged') await forgetClosedBefore(tx, { ...key, operator: event.operator, atMs });
  const operator = talkedTo(event);
  if (operator === null || !Object.hasOwn(parts.config.operators, operator)) return;
  if (parts.clock.now() - atMs > STALE_MS) return;
  await stepStored(tx, { ...key, operator, action: { kind: 'open', atMs: parts.clock.now() } }, parts.config);
}

function talkedTo(event: CallEvent): string | null {
  if (event.kind === 'operatorLost') return event.talkMs > 0 ? event.operator : null;
  if (event.kind === 'transferred') return event.operator;
  return event.kind === 'ended' ? event.operator : null;
}
