import { describe, expect, test } from 'vitest';
import type { CallEventBatch } from '../../contracts/call-events';
import { createRichWorld } from './rich-world';
import { ENGINES } from './world';

const DOWN = { failure: -4, error: 'refused' } as const;
const settings = { maxWaitMs: 120_000, musicUrl: 'music.mp3' };

describe.each(ENGINES)('%s', (engine) => {
  const world = (operators: string) => createRichWorld({ engine, operators, settings });

  test.each(['op1:answer', 'op1:answer@7'])('a usual call (%s) takes at most four requests', async (operators) => {
    const usual = await world(operators);
    expect((await usual.call()).reason).toBe('completed');
    expect(usual.requests()).toBeLessThanOrEqual(4);
  });

  test.each(['op1:reject,op2:reject,op3:reject', 'op1:vanish@3,op2:vanish@3,op3:vanish@3', 'op1:silent,op2:silent,op3:silent'])(
    'a long journey (%s) takes at most twelve', async (operators) => {
      const long = await world(operators);
      expect((await long.call()).reason).toBe('unserved');
      expect(long.requests()).toBeLessThanOrEqual(12);
    });

  test('with the desk down the call reaches an operator all the same, and its events are kept', async () => {
    const dark = await world('op1:answer@3');
    dark.deskAnswers(DOWN);
    await dark.call();
    const { events } = batchesOf(dark.stored());
    expect(events).toEqual(['started', 'queued', 'offered', 'answered', 'bridged', 'ended']);
    expect(JSON.stringify([...dark.stored()])).not.toContain('accessUrl');
    expect(dark.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  });

  test('the next call with the desk up hands over one record', async () => {
    const dark = await world('op1:answer@3');
    dark.deskAnswers(DOWN);
    await dark.call();
    const before = batchesOf(dark.stored());
    dark.deskAnswers(null);
    await dark.call();
    expect(batchesOf(dark.stored()).count).toBe(before.count - 1);
    expect(new Set(dark.play.desk.events.map(({ callId }) => callId)).size).toBe(2);
    expect(dark.play.desk.refusals).toEqual([]);
  });

  test('a desk that answers too late is not waited for', async () => {
    const slow = await world('op1:answer');
    slow.deskAnswers({ status: 200, body: '{"accepted":1}', delayMs: 4_900 });
    await slow.call();
    const kinds = slow.play.story.sorted().filter(({ who, kind }) => who === 'op1' && kind === 'rings');
    expect(kinds[0]?.atMs).toBeLessThanOrEqual(10_000);
  });
});

function batchesOf(stored: Map<string, string>): { count: number; events: string[] } {
  const batches = [...stored.values()].map((value) => JSON.parse(value) as CallEventBatch);
  const events = batches.flatMap((batch) => batch.events).sort((left, right) => left.seq - right.seq);
  return { count: batches.length, events: events.map(({ kind }) => kind) };
}
