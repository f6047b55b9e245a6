import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { CallEventBatch } from '../../../contracts/call-events';
import { signHeaders, toAsciiJson } from '../../../contracts/signature';
import { hmacSha256Hex } from '../../sign-in/one-time-key';
import { BENCH_KEYS } from '../bench-config';
import type { KillableDesk } from './killable-desk';

/** A desk that is there and says nothing for so long has failed its page. */
const ANSWER_MS = 40_000;
const NEWS_MS = 5_000;
const RETRY_MS = { first: 500, longest: 4_000 };

/** What was asked of the desk, and what it said. */
export class Tally {
  acknowledged = 0;
  /** 503, with a sentence. */
  refused = 0;
  /** Connections that ended with the desk's process. */
  brokenOff = 0;
  /** Refusals that are no 503 with a sentence, and answers that a living desk never gave, by how often. */
  readonly wrong = new Map<string, number>();

  addWrong(what: string): void {
    this.wrong.set(what, (this.wrong.get(what) ?? 0) + 1);
  }
}

interface Asked { method: string; path: string; body: string; headers: Record<string, string> }
interface Answer { status: number; body: string }

/** As many sockets as requests: a signature must not grow old in a queue of this process. */
const agent = new Agent({ keepAlive: true });

/** Writes as pages and sessions do: each again and again, under the same id, until the desk says that it has it. */
export class ChaosClient {
  private isOver = false;

  constructor(private readonly desk: KillableDesk, private readonly tally: Tally) {}

  /** What is not taken by now is given up. */
  giveUp(): void {
    this.isOver = true;
  }

  events(batch: CallEventBatch): Promise<boolean> {
    const body = toAsciiJson(batch);
    const signing = { keyName: 'VOX_DESK_KEY_1' as const, key: BENCH_KEYS.desk['VOX_DESK_KEY_1'] ?? '' };
    return this.untilTaken(() => ({
      method: 'POST', path: '/api/calls/events', body,
      headers: signHeaders({ body, nowMs: Date.now(), nonce: randomBytes(12).toString('hex'), ...signing }, hmacSha256Hex),
    }));
  }

  page(session: string, asked: { method: string; path: string; body: object }): Promise<boolean> {
    const body = JSON.stringify(asked.body);
    return this.untilTaken(() => ({ ...asked, body, headers: { authorization: `Bearer ${session}` } }));
  }

  /** True once it is acknowledged. */
  private async untilTaken(make: () => Asked): Promise<boolean> {
    for (let waitMs = RETRY_MS.first; !this.isOver; waitMs = Math.min(RETRY_MS.longest, waitMs * 2)) {
      if (await this.once(make())) return true;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return false;
  }

  private async once(asked: Asked): Promise<boolean> {
    const { desk, tally } = this;
    const { generation, listens } = desk;
    const answer = await send(desk.url, asked).catch((error: Error) => error);
    if (answer instanceof Error) {
      // The end of a process reaches its peers a moment before the news of it.
      await new Promise((resolve) => setTimeout(resolve, NEWS_MS));
      if (listens && generation === desk.generation) tally.addWrong(`${nameOf(asked)}: ${answer.message}`);
      else tally.brokenOff++;
      return false;
    }
    if (answer.status < 300) tally.acknowledged++;
    else if (isSentence(answer)) tally.refused++;
    else tally.addWrong(`${nameOf(asked)} answered ${answer.status} ${answer.body.slice(0, 120)}`);
    return answer.status < 300;
  }
}

function isSentence({ status, body }: Answer): boolean {
  if (status !== 503) return false;
  try {
    const { code, message } = JSON.parse(body) as { code?: unknown; message?: unknown };
    return code === 'unavailable' && typeof message === 'string' && /^[A-Z].+\.$/.test(message);
  } catch {
    return false;
  }
}

function nameOf({ method, path }: Asked): string {
  return `${method} ${path.replace(/[\da-f]{16}/, ':callId')}`;
}

function send(url: string, { method, path, body, headers }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(url + path, { method, agent, headers: all }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => { text += part; });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.once('error', reject);
      answer.once('aborted', () => reject(new Error('the answer broke off')));
    });
    asked.setTimeout(ANSWER_MS, () => asked.destroy(new Error(`no answer within ${ANSWER_MS / 1_000} s`)));
    asked.once('error', reject);
    asked.end(body);
  });
}
