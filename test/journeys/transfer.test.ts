import { describe, expect, test } from 'vitest';
import type { CallEvent, CallEventBatch } from '../../contracts/call-events';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import { createRandom } from '../../emulator/clock/random';
import { SWITCH_ROWS, type Switches } from '../../emulator/switches';
import type { RingingLine } from '../../emulator/platform/lines';
import { pairwise } from './covering';
import { createRichWorld, type RichWorld } from './rich-world';
import { ENGINES } from './world';

const OUTSIDE = '+74957654321';
/** The greeting takes 5.8 s; by then the first operator talks. */
const GIVES_AT_MS = 12_000;

interface Given {
  operators?: string;
  to?: TransferTarget;
  mode?: TransferMode;
  /** `transferEnd`, so long after the call began. */
  ends?: { atMs: number; action: 'complete' | 'back' };
  switches?: Partial<Switches>;
  telephone?: (line: RingingLine) => void;
  hangUpAfterMs?: number;
  givesAtMs?: number;
  prepare?: (world: RichWorld) => void;
}

describe.each(ENGINES)('%s transfer', (engine) => {
  async function give(given: Given = {}): Promise<{ world: RichWorld; story: string; events: CallEvent[] }> {
    const { operators = 'op1:answer,op2:wrapup', to = { operator: 'op2' }, mode = 'blind', ends, switches, telephone, hangUpAfterMs, givesAtMs = GIVES_AT_MS } = given;
    const world = await createRichWorld({ engine, operators, settings: { maxWaitMs: 60_000 }, talkMs: 30_000, ...(switches ? { switches } : {}) });
    const { play, clock } = world;
    given.prepare?.(world);
    if (telephone) world.telephone(OUTSIDE.slice(1), telephone);
    const ask = (asked: { kind: 'transfer'; to: TransferTarget; mode: TransferMode } | { kind: 'transferEnd'; action: 'complete' | 'back' }) => {
      const [first] = play.desk.events;
      if (first) play.desk.send({ ...asked, callId: first.callId, operator: 'op1' }, () => undefined);
    };
    clock.after(givesAtMs, () => ask({ kind: 'transfer', to, mode }));
    if (ends) clock.after(ends.atMs, () => ask({ kind: 'transferEnd', action: ends.action }));
    await world.call(hangUpAfterMs === undefined ? {} : { hangUpAfterMs });
    const { events } = play.desk;
    const kinds = events.map(({ kind }) => kind).filter((kind) => /^transfer|^consult|^bridged/.test(kind));
    const { reason, detail, by, operator } = events[events.length - 1] as CallEvent & Record<'reason' | 'detail' | 'by' | 'operator', string>;
    expect(world.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
    expect(world.requests()).toBeLessThanOrEqual(12);
    return { world, events, story: `${kinds.join(' ')}: ${reason} ${detail} ${by} ${operator}` };
  }

  const answering = 'op1:answer,op2:answer@1';

  test('blind: music, then the colleague, and the operator is out of the call', async () => {
    const { world, story, events } = await give({ operators: answering });
    expect(story).toBe('bridged transferring transferred bridged: completed talk operator op2');
    expect(world.heard().slice(-4)).toEqual(['operator', expect.stringContaining('music'), 'operator', 'nothing']);
    expect(events.find((event) => event.kind === 'offered' && event.transferFrom === 'op1')).toMatchObject({ operator: 'op2' });
  });

  test('consult: the operator talks to the colleague first, then hands over', async () => {
    const { story } = await give({ operators: answering, mode: 'consult', ends: { atMs: 20_000, action: 'complete' } });
    expect(story).toBe('bridged transferring consulting transferred bridged: completed talk operator op2');
  });

  test('consult: the operator hangs up on the colleague, who has the caller then', async () => {
    const { story } = await give({ operators: answering, mode: 'consult' });
    expect(story).toBe('bridged transferring consulting transferred bridged: completed talk operator op2');
  });

  test.each(['blind', 'consult'] as const)('%s: the operator takes the caller back', async (mode) => {
    const { story } = await give({ operators: 'op1:answer,op2:answer@9', mode, ends: { atMs: 15_000, action: 'back' } });
    expect(story).toBe('bridged transferring transferFailed: completed talk operator op1');
  });

  test.each([['silent', 'no-answer'], ['reject', 'declined']] as const)('a colleague who is %s: back with the operator', async (behaviour, cause) => {
    const { story, events } = await give({ operators: `op1:answer,op2:${behaviour}` });
    expect(story).toBe('bridged transferring transferFailed: completed talk operator op1');
    expect(events.find(({ kind }) => kind === 'transferFailed')).toMatchObject({ cause, callerTo: 'operator' });
    const [started, failed] = ['transferring', 'transferFailed'].map((kind) => events.find((event) => event.kind === kind)?.atMs ?? NaN);
    expect((failed ?? NaN) - (started ?? NaN)).toBeLessThanOrEqual(20_100);
  });

  test('the desk hears of each step within a second, however many operators were rung before', async () => {
    const lateMs = new Map<string, number>();
    const { events } = await give({
      operators: `op3:reject,${answering}`, mode: 'consult', ends: { atMs: 24_000, action: 'complete' }, givesAtMs: 18_000,
      prepare: (world) => world.deskAnswers((body) => {
        for (const { kind, atMs } of (JSON.parse(body) as CallEventBatch).events) lateMs.set(kind, world.clock.now() - atMs);
        return null;
      }),
    });
    const waitedFor = ['bridged', 'transferring', 'consulting', 'transferred'];
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(waitedFor));
    const first = lateMs.get('started') ?? NaN;
    expect(waitedFor.filter((kind) => !((lateMs.get(kind) ?? NaN) - first < 1_000))).toEqual([]);
  });

  test('nobody of this name is there: back with the operator', async () => {
    expect((await give({ operators: 'op1:answer' })).story).toBe('bridged transferring transferFailed: completed talk operator op1');
  });

  test('a number that answers', async () => {
    const telephone = (line: RingingLine) => line.answer();
    const { story } = await give({ to: { number: OUTSIDE }, telephone, hangUpAfterMs: 40_000 });
    expect(story).toBe('bridged transferring transferred: completed talk caller op1');
  });

  test('the operator has left when the colleague does not answer: the queue, ahead of ordinary callers', async () => {
    const { events, story } = await give({ operators: 'op1:vanish@8,op2:silent,op3:answer' });
    expect(events.find(({ kind }) => kind === 'transferFailed')).toMatchObject({ callerTo: 'queue' });
    expect(story).toMatch(/completed talk operator op3$/);
  });

  test.each([
    [{ operators: answering }], [{ operators: answering, mode: 'consult' }], [{ operators: 'op1:answer,op2:silent' }], [{ operators: 'op1:vanish@8,op2:silent,op3:answer' }],
  ] as Given[][])('R8 %o: the caller hangs up at every other second, and nobody is left ringing or talking', async (given = {}) => {
    for (let second = 11; second <= 45; second += 2) {
      const { story } = await give({ ...given, hangUpAfterMs: second * 1_000 });
      expect(story).toMatch(/completed talk (caller|operator) op\d$|abandoned \w+ caller|unserved/);
    }
  });

  test('under a covering set of switches', async () => {
    for (const setting of pairwise(SWITCH_ROWS, createRandom('transfer'))) {
      const { story } = await give({ operators: answering, mode: 'consult', ends: { atMs: 20_000, action: 'complete' }, switches: setting });
      expect(story, JSON.stringify(setting)).toMatch(/transferred bridged: completed talk operator op\d$|completed talk operator op2$/);
    }
  });
});
