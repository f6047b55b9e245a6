import { randomBytes } from 'node:crypto';
import type { CommandOutcome } from '../../contracts/desk-api';
import type { DeskCommand } from '../../contracts/desk-commands';
import { DESK_KEY_NAMES, signHeaders, toAsciiJson } from '../../contracts/signature';
import type { DeskKeys } from '../config';
import { hmacSha256Hex } from '../sign-in/one-time-key';
import { openAccessUrl } from './access-urls';
import type { CloudTime } from '../lease/cloud-time';
import type { CommandWaiters } from './command-waiters';
import type { JournalParts } from './receive';
import type { CallKey } from './call-key';
import { isSessionUrl } from './session-hosts';

/** The page waits 1,000 ms (decision 4); the answer must reach it before. */
export const COMMAND_WAIT_MS = 900;

export interface CommandParts extends JournalParts {
  keys: DeskKeys;
  waiters: CommandWaiters;
  cloudTime: CloudTime;
  /** How the signed command leaves; undici's fetch but for tests. */
  post?: typeof fetch;
}

export interface Commands {
  /** Sends a command once, whatever the repeats, and answers with what the session said of it. */
  send(key: CallKey, command: DeskCommand, operator: string): Promise<CommandOutcome>;
}

interface CommandRow extends Record<string, unknown> {
  franchise: string; call_id: string; operator: string; applied: boolean | null; why: CommandOutcome['why'] | null;
}

export function createCommands(parts: CommandParts): Commands {
  return {
    async send(key, command, operator) {
      const { commandId } = command;
      const [added] = await parts.db.query(
        `insert into commands (command_id, franchise, call_id, operator, sent_at) values ($1, $2, $3, $4, $5)
         on conflict (command_id) do nothing returning command_id`,
        [commandId, key.franchise, key.callId, operator, parts.clock.now()]);
      const known = await outcomeOf(parts, key, { commandId, operator });
      if (known) return known;
      const heard = parts.waiters.wait(commandId, COMMAND_WAIT_MS);
      if (added && !(await post(parts, key, command))) {
        parts.waiters.forget(commandId);
        return { commandId, applied: false, why: (await isOver(parts, key)) ? 'ended' : 'unreachable' };
      }
      await heard;
      return (await outcomeOf(parts, key, { commandId, operator })) ?? { commandId, applied: false, why: 'no-answer' };
    },
  };
}

/** What is known of a command; somebody else's id tells nothing. */
async function outcomeOf(
  { db }: CommandParts, key: CallKey, { commandId, operator }: { commandId: string; operator: string },
): Promise<CommandOutcome | undefined> {
  const [row] = await db.query<CommandRow>(
    'select franchise, call_id, operator, applied, why from commands where command_id = $1 and franchise = $2', [commandId, key.franchise]);
  if (row?.call_id !== key.callId || row.operator !== operator) return { commandId, applied: false, why: 'unknown-command' };
  return row.applied === null ? undefined : { commandId, applied: row.applied, why: row.why ?? 'applied' };
}

async function isOver({ db }: CommandParts, { franchise, callId }: CallKey): Promise<boolean> {
  const [row] = await db.query<{ over: boolean }>(
    'select reason is not null as over from calls where franchise = $1 and call_id = $2', [franchise, callId]);
  return row?.over ?? false;
}

/** True where the session took it. The address is a credential: no redirect, no word of it in errors. */
async function post(parts: CommandParts, key: CallKey, command: DeskCommand): Promise<boolean> {
  const url = await openAccessUrl(parts.db, key, parts.seal);
  const signing = currentKey(parts.keys);
  if (url === undefined || !signing || !isSessionUrl(url, parts.config)) return false;
  const body = toAsciiJson(command);
  const signed = signHeaders({ body, nowMs: parts.cloudTime.nowMs(), nonce: randomBytes(16).toString('hex'), ...signing }, hmacSha256Hex);
  try {
    const answer = await (parts.post ?? fetch)(url, {
      method: 'POST',
      body,
      headers: { ...signed, 'content-type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(COMMAND_WAIT_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

export function currentKey(keys: DeskKeys): { keyName: (typeof DESK_KEY_NAMES)[number]; key: string } | undefined {
  for (const keyName of DESK_KEY_NAMES) {
    const key = keys.desk[keyName];
    if (key) return { keyName, key };
  }
  return undefined;
}
