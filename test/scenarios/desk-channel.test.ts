import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkSignature } from '../../contracts/signature';
import { createHmac } from 'node:crypto';
import { nextRequestAtMs, type Outgoing } from '../../scenarios/effects/budget';
import { queuedSession, session, type DrivenSession } from './session-drive';
import { EPOCH, pass, stopTheClock } from './virtual-time';

beforeEach(stopTheClock);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const hmac = (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex');

function ring({ platform, operator }: DrivenSession): void {
  platform.request.emit('OperatorCallAttempt', { operatorCall: operator });
}
function answer({ platform, operator }: DrivenSession): void {
  platform.request.emit('OperatorReached', { operatorCall: operator });
  operator.emit('MessageReceived', { text: 'alive' });
}
async function end(driven: DrivenSession): Promise<void> {
  driven.caller.emit('Disconnected');
  await pass(0);
}

describe('what the desk hears', () => {
  it('a usual call takes four requests, whatever its pace', async () => {
    const driven = await queuedSession();
    await pass(20);
    ring(driven);
    driven.deskAnswers();
    await pass(8);
    answer(driven);
    driven.deskAnswers();
    await pass(20);
    await end(driven);
    driven.deskAnswers();
    expect(driven.requests()).toEqual([['started'], ['queued', 'offered'], ['answered', 'bridged'], ['ended']]);
  });

  it('one request is in flight, and what comes meanwhile goes together', async () => {
    const driven = await session();
    driven.caller.emit('Connected');
    await pass(2);
    driven.platform.request.emit('Queued');
    ring(driven);
    answer(driven);
    expect(driven.requests()).toEqual([['started']]);
    driven.deskAnswers();
    expect(driven.requests()).toEqual([['started'], ['queued', 'offered', 'answered', 'bridged']]);
  });

  it('is signed under the newest key, and numbered without gaps', async () => {
    const driven = await queuedSession();
    ring(driven);
    const request = driven.platform.http[1];
    const body = JSON.stringify(request?.body);
    const headers = (name: string) => request?.headers[name];
    const verdict = checkSignature({ headers, body, nowMs: EPOCH.getTime(), keys: () => 'first key', seen: () => false }, hmac);
    expect(verdict.ok).toBe(true);
    expect(driven.platform.http.flatMap(({ body: { events } }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3]);
  });

  it('falls back to the other key while the first is being changed', async () => {
    const driven = await session();
    driven.platform.secrets = { VOX_DESK_KEY_2: 'second key' };
    driven.deskAnswers(503);
    await pass(1);
    expect(driven.platform.http[1]?.headers['X-Vox-Key']).toBe('VOX_DESK_KEY_2');
  });

  it('has the access URL with the first event only', async () => {
    const driven = await queuedSession();
    ring(driven);
    expect(driven.platform.http.map(({ body }) => body.accessUrl)).toEqual(['https://session.example.com/secret', undefined]);
  });

  it('says what it advises within 1.5 s, or the call goes on without', async () => {
    const driven = await session();
    driven.caller.emit('Connected');
    await pass(1.4);
    expect(driven.platform.enqueued).toEqual([]);
    await pass(0.1);
    expect(driven.platform.enqueued[2]).toMatchObject({ priority: 50 });
  });

  it.each([
    ['{"accepted":1,"advice":{"standing":"urgent"}}', 1], ['{"accepted":1,"advice":{"standing":"king"}}', 50], ['<html>', 50], ['', 50],
  ])('advice %s enqueues at %i', async (text, priority) => {
    const driven = await session();
    driven.caller.emit('Connected');
    driven.deskAnswers(200, text);
    expect(driven.platform.enqueued[2]).toMatchObject({ priority });
  });
});

describe('with the desk down', () => {
  async function down(): Promise<DrivenSession> {
    const driven = await session();
    driven.caller.emit('Connected');
    driven.deskAnswers(503);
    driven.platform.request.emit('Queued');
    await pass(1);
    driven.deskAnswers(503);
    await pass(3);
    driven.deskAnswers(-7);
    await pass(0);
    return driven;
  }

  it('three failures in a row store the events, without the access URL', async () => {
    const { platform } = await down();
    const [key, value] = [...platform.storage][0] ?? [];
    expect(key).toBe('out:7:1');
    expect(value).not.toContain('secret');
    expect(JSON.parse(value ?? '')).toMatchObject({ version: 1, callId: '7', franchise: 'center', events: [{ kind: 'started' }, { kind: 'queued' }] });
  });

  it('probes once a minute', async () => {
    const driven = await down();
    await pass(59);
    expect(driven.requests()).toHaveLength(3);
    await pass(1);
    expect(driven.requests()).toHaveLength(4);
  });

  it('a probe that gets through takes everything along, and the store is emptied', async () => {
    const driven = await down();
    ring(driven);
    await pass(60);
    driven.deskAnswers(200);
    await pass(0);
    expect(driven.requests()[3]).toEqual(['started', 'queued', 'offered', 'offerEnded']);
    expect(driven.platform.storage.size).toBe(0);
  });

  it('the end is stored before the session ends', async () => {
    const driven = await down();
    await end(driven);
    expect([...driven.platform.storage.values()].join('')).toContain('"ended"');
    expect(driven.platform.terminated).toBe(1);
  });

  it('the end of a call that failed only just now is tried three times, then stored, well within 45 s', async () => {
    const driven = await queuedSession();
    await end(driven);
    for (const wait of [1, 3, 0]) {
      driven.deskAnswers(-7);
      await pass(wait);
    }
    expect([driven.platform.storage.size, driven.platform.terminated]).toEqual([1, 1]);
  });

  it('a command shows that the desk is up again', async () => {
    const driven = await down();
    const { command } = await import('./session-drive');
    driven.platform.session.emit('HttpRequest', command({ kind: 'takeOut', commandId: 'c1', callId: '7', by: 'boss' }));
    expect(driven.requests()[3]).toContain('commandResult');
  });

  it('records stay below the limit of a value', async () => {
    const driven = await queuedSession();
    for (let i = 0; i < 30; i++) ring(driven);
    for (const wait of [0, 1, 3]) {
      await pass(wait);
      driven.deskAnswers(500);
    }
    await pass(0);
    const values = [...driven.platform.storage.values()];
    expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(2_000);
    expect(values.length).toBeGreaterThan(1);
  });

  it('a session without any desk key stores what it knows', async () => {
    const driven = await session({ maxWaitMs: 1 });
    driven.platform.secrets = {};
    driven.deskAnswers(401);
    await pass(4);
    await end(driven);
    await pass(4);
    expect(driven.platform.terminated).toBe(1);
    expect(driven.platform.storage.size).toBeGreaterThan(0);
  });
});

describe('after a delivered end', () => {
  it('one record of another call is handed over, and one only', async () => {
    const driven = await queuedSession();
    driven.platform.storage.set('out:5:1', '{"version":1,"callId":"5","franchise":"center","events":[]}');
    driven.platform.storage.set('out:6:1', '{"version":1,"callId":"6","franchise":"center","events":[]}');
    await end(driven);
    driven.deskAnswers();
    await pass(0);
    driven.deskAnswers();
    await pass(0);
    expect([...driven.platform.storage.keys()]).toEqual(['out:6:1']);
    expect(driven.platform.terminated).toBe(1);
  });

  it('a record the desk refuses stays', async () => {
    const driven = await queuedSession();
    driven.platform.storage.set('out:5:1', '{"version":1,"callId":"5","franchise":"center","events":[]}');
    await end(driven);
    driven.deskAnswers();
    await pass(0);
    driven.deskAnswers(503);
    await pass(0);
    expect(driven.platform.storage.has('out:5:1')).toBe(true);
    expect(driven.platform.terminated).toBe(1);
  });
});

describe('the budget', () => {
  const pending = (...kinds: Outgoing['kind'][]): Outgoing[] => kinds.map((kind) => ({ kind, atMs: 0 }));
  const spent = (requests: number, failures = 0) => ({ requests, lastRequestAtMs: 1_000, failures });

  it.each([
    ['nothing to say', pending(), spent(1), null],
    ['the first goes at once', pending('started'), { requests: 0, lastRequestAtMs: 0, failures: 0 }, 0],
    ['queued waits for company', pending('queued'), spent(1), null],
    ['a missed offer waits a little', pending('offerEnded'), spent(1), 5_000],
    ['an offer goes at once', pending('queued', 'offered'), spent(2), 1_000],
    ['a long journey spaces out', pending('offered'), spent(5), 11_000],
    ['and waits for the end, or for an answer to a command', pending('offered'), spent(8), null],
    ['which goes at once', pending('offered', 'commandResult'), spent(8), 1_000],
    ['who talks is told at once', pending('offered', 'bridged'), spent(5), 1_000],
    ['and what becomes of a hand-over', pending('consulting'), spent(20), 1_000],
    ['within what is left for the end', pending('transferred'), spent(28), null],
    ['a desk that was away is tried longer', pending('offered'), spent(8, 1), 11_000],
    ['the end never waits', pending('ended'), spent(10), 1_000],
    ['request 29 is for the end', pending('offered'), spent(28, 3), null],
    ['request 29 goes to the end', pending('offered', 'ended'), spent(28), 1_000],
    ['requests 33 to 35 stay unused', pending('ended'), spent(32), null],
    ['a first failure is retried after 1 s', pending('ended'), spent(2, 1), 2_000],
    ['a second after 3 s', pending('ended'), spent(3, 2), 4_000],
    ['then one probe a minute', pending('offered'), spent(4, 3), 61_000],
  ])('%s', (...[, what, spending, expected]) => {
    expect(nextRequestAtMs(what, spending)).toBe(expected);
  });

  it('a call offered to forty operators stays within twelve requests', async () => {
    const driven = await queuedSession();
    for (let i = 0; i < 40; i++) {
      ring(driven);
      driven.deskAnswers();
      await pass(7);
      driven.deskAnswers();
    }
    await end(driven);
    driven.deskAnswers();
    expect(driven.requests().length).toBeLessThanOrEqual(12);
    expect(driven.requests().flat().filter((kind) => kind === 'ended')).toHaveLength(1);
  });
});
