import { randomBytes } from 'node:crypto';
import type { OutboundLine } from '../../contracts/desk-callers';
import { ticketHeaders } from '../../contracts/outbound-ticket';
import { SIGNATURE_WINDOW_MS } from '../../contracts/signature';
import type { DeskConfig, DeskKeys, Scope } from '../config';
import type { Database } from '../database/port';
import { ApiError } from '../http/errors';
import { currentKey } from '../journal/commands';
import type { CloudTime } from '../lease/cloud-time';
import { hmacSha256Hex } from '../sign-in/one-time-key';

export interface OutboundParts { db: Database; cloudTime: CloudTime; config: DeskConfig; keys: DeskKeys }

/** A ticket for one call: this operator, this number, a minute. */
export async function permitCall(parts: OutboundParts, scope: Scope, asked: { number: string; about: string | null }): Promise<OutboundLine> {
  const { number, about } = asked;
  if (about !== null) await refuseUnknown(parts.db, scope, about);
  const signing = currentKey(parts.keys);
  if (!signing) throw new ApiError('unavailable', 'The desk has no key to sign with: set VOX_DESK_KEY_1.');
  const headers = ticketHeaders(
    { operator: scope.operator, franchise: scope.franchise, number, callbackOf: about },
    { nowMs: parts.cloudTime.nowMs(), nonce: randomBytes(16).toString('hex'), ...signing }, hmacSha256Hex);
  return { number, destination: number.slice(1), headers, expiresInMs: SIGNATURE_WINDOW_MS };
}

async function refuseUnknown(db: Database, { franchise }: Scope, callId: string): Promise<void> {
  const [call] = await db.query('select 1 from calls where franchise = $1 and call_id = $2', [franchise, callId]);
  if (!call) throw new ApiError('not-found', 'There is no such call to call back.');
}
