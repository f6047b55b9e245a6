import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeCall } from './fake-platform';
import { command, queuedSession, session, type DrivenSession } from './session-drive';
import { pass, stopTheClock } from './virtual-time';

beforeEach(stopTheClock);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answerBy({ platform, operator }: DrivenSession): void {
  platform.request.emit('OperatorCallAttempt', { operatorCall: operator });
  platform.request.emit('OperatorReached', { operatorCall: operator });
}

async function talking(): Promise<DrivenSession> {
  const driven = await queuedSession();
  answerBy(driven);
  driven.operator.emit('MessageReceived', { text: 'alive' });
  return driven;
}

describe('a session', () => {
  it('takes a call to an operator and ends when the caller leaves', async () => {
    const driven = await talking();
    expect(driven.platform.media).toEqual([[driven.caller, driven.operator]]);
    expect(driven.caller.deeds).toEqual(['answer', 'play music.mp3', 'stop']);
    driven.caller.emit('Disconnected');
    expect(driven.operator.deeds).toEqual(['hangup']);
    driven.deskAnswers();
    driven.deskAnswers();
    await pass(0);
    expect(driven.platform.terminated).toBe(1);
  });

  it('[9.9] leaves no timer behind', async () => {
    const driven = await talking();
    driven.caller.emit('Disconnected');
    driven.deskAnswers();
    driven.deskAnswers();
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('[9.72] gives the operator\'s leg the call, and the queue the number in one notation', async () => {
    const { platform } = await queuedSession();
    expect(platform.enqueued[1]).toBe('+79161234567');
    expect(platform.enqueued[2]).toMatchObject({ headers: { 'X-Vox-Call': '7', 'X-Vox-Franchise': 'center' } });
  });

  it('[9.54] a stray PlaybackFinished ends no sentence', async () => {
    const driven = await talking();
    driven.operator.emit('Disconnected');
    driven.caller.emit('PlaybackFinished', {});
    expect(driven.caller.deeds.slice(-1)).toEqual(['say One moment']);
    driven.caller.emit('PlaybackStarted', { duration: 1_000 });
    driven.caller.emit('PlaybackFinished', {});
    expect(driven.caller.deeds.slice(-1)).toEqual(['play music.mp3']);
  });

  it('[9.55] a sentence that cannot be said does not hold the call', async () => {
    const driven = await session({ greeting: { text: 'Hello', voice: 'No.such_voice' } });
    driven.caller.emit('Connected');
    driven.deskAnswers();
    driven.caller.emit('PlaybackFinished', { error: 'too long' });
    expect(driven.platform.enqueued[0]).toBe('center');
  });

  it('[9.60] a method refused by a leg that just died ends nothing', async () => {
    const driven = await talking();
    driven.operator.hangup = () => {
      throw new Error('the leg is over');
    };
    driven.caller.emit('Disconnected');
    expect(driven.requests().flat()).not.toContain('error');
    expect(driven.platform.log.join('\n')).toContain('hanging up an operator was refused');
  });

  it('a leg that cannot be bridged is an operator lost: nobody is left in silence', async () => {
    const driven = await queuedSession();
    answerBy(driven);
    Object.assign(VoxEngine, { sendMediaBetween: () => { throw new Error('no such leg'); } });
    driven.operator.emit('MessageReceived', { text: 'alive' });
    expect(driven.platform.log.join()).toContain('bridging was refused: Error: no such leg');
    expect(driven.operator.deeds).toContain('hangup');
    expect(driven.caller.deeds.slice(-1)).toEqual(['say One moment']);
  });

  it('[9.17] a throw in a handler is logged with the call and ends it as unserved/error', async () => {
    const driven = await talking();
    driven.deskAnswers();
    // A payload the platform must not send: the handler throws while it takes it apart.
    driven.operator.emit('MessageReceived', Object.defineProperty({}, 'text', { get: () => { throw new Error('broken'); } }));
    driven.deskAnswers();
    expect(driven.platform.http.flatMap(({ body }) => body.events)).toContainEqual(
      expect.objectContaining({ kind: 'ended', reason: 'unserved', detail: 'error' }),
    );
    expect(driven.platform.log.join('\n')).toContain('call 7: a handler of MessageReceived threw');
  });

  it('an engine that throws at the door is a queue error', async () => {
    const driven = await session({ queue: { engine: 'smartqueue', name: 'center', smartQueuePriority: 'larger-first', ringSeconds: 20 } });
    vi.stubGlobal('VoxEngine', { ...VoxEngine, enqueueTask: () => { throw new Error('no'); } });
    driven.caller.emit('Connected');
    driven.deskAnswers();
    expect(driven.platform.http.flatMap(({ body }) => body.events)).toContainEqual(expect.objectContaining({ detail: 'queue-error' }));
  });

  it('a second call in the same session is refused', async () => {
    const driven = await talking();
    const second = new FakeCall();
    driven.platform.session.emit('CallAlerting', { call: second });
    expect(second.deeds).toEqual(['reject 486']);
  });

  it('never writes the caller\'s number or the access URL into its log', async () => {
    const driven = await talking();
    driven.caller.emit('Disconnected');
    expect(driven.platform.log.join('\n')).not.toMatch(/916|secret/);
  });
});

describe('commands at the access URL', () => {
  const drop = { kind: 'drop', commandId: 'c1', callId: '7', offerId: null, operator: 'op1' };

  async function ringing(): Promise<DrivenSession> {
    const driven = await queuedSession();
    driven.platform.request.emit('OperatorCallAttempt', { operatorCall: driven.operator });
    driven.deskAnswers();
    return driven;
  }
  const results = ({ platform }: DrivenSession) =>
    platform.http.flatMap(({ body }) => body.events).filter(({ kind }) => kind === 'commandResult');

  it('R3 a signed drop ends the caller\'s leg and the request', async () => {
    const driven = await ringing();
    driven.platform.session.emit('HttpRequest', command(drop));
    expect(driven.caller.deeds.slice(-1)).toEqual(['hangup']);
    expect(driven.platform.request.deeds).toEqual(['cancel']);
    expect(results(driven)).toMatchObject([{ applied: true }]);
  });

  it.each([
    ['the wrong key', { key: 'guessed' }],
    ['a stale time', { nowMs: new Date('2026-11-23T08:58:00Z').getTime() }],
  ])('%s is not accepted', async (_what, change) => {
    const driven = await ringing();
    driven.platform.session.emit('HttpRequest', command(drop, change));
    expect([driven.caller.deeds.includes('hangup'), results(driven)]).toEqual([false, []]);
  });

  it('a replayed nonce is not accepted', async () => {
    const driven = await ringing();
    const missed = command({ ...drop, operator: 'op9' });
    driven.platform.session.emit('HttpRequest', missed);
    driven.deskAnswers();
    driven.platform.session.emit('HttpRequest', missed);
    expect(results(driven)).toHaveLength(1);
  });

  it.each([
    ['another call', { ...drop, callId: '8' }], ['no id', { kind: 'drop', callId: '7' }], ['no object', 'drop'],
  ])('%s is not ours', async (_what, body) => {
    const driven = await ringing();
    driven.platform.session.emit('HttpRequest', command(Object(body) as object));
    expect(results(driven)).toEqual([]);
  });

  it('[9.140] what is unknown or incomplete is answered as such', async () => {
    const driven = await ringing();
    driven.platform.session.emit('HttpRequest', command({ kind: 'transferé', commandId: 'c2', callId: '7' }));
    expect(results(driven)).toMatchObject([{ commandId: 'c2', applied: false, why: 'unknown-command' }]);
  });

  it('[9.6] a request that is no POST, as a start might raise, is ignored', async () => {
    const driven = await ringing();
    driven.platform.session.emit('HttpRequest', { method: 'GET', path: '/', content: '', headers: [] });
    expect(results(driven)).toEqual([]);
  });
});
