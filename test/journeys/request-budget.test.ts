import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallSettings, Prompt } from '../../contracts/call-settings';
import type { TransferTarget } from '../../contracts/desk-commands';
import { RealmPool } from '../../emulator/platform/realm/realm-pool';
import { createRichWorld, type RichWorld } from './rich-world';
import { ENGINES } from './world';

/** Decision 9: the platform allows 35 at a time, the whole session stays within 32. */
const SESSION_MOST = 32;
const JOURNEY_MOST = 12;
const USUAL_MOST = 4;
const OUTSIDE = '74957654321';

const words = (text: string): Prompt => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const VOICEMAIL = { kind: 'voicemail', intro: words('speak'), tone: null, maxMs: 20_000 } as const;
const CALLBACK = { kind: 'callback' } as const;
/** Everything that a caller can meet at once. */
const SETTINGS: Partial<CallSettings> = {
  greeting: words('hello'), goodbye: words('goodbye'), maxWaitMs: 120_000, recording: { notice: words('recorded') },
  announcements: { position: words('number {position}'), firstMs: 10_000, everyMs: 15_000 },
  callback: { digit: '5', confirm: words('call back {number}?'), done: words('we will'), answerMs: 4_000 },
  menu: { prompt: words('press'), choices: { 1: {}, 2: { queue: 'north' } }, answerMs: 3_000 },
  exits: {
    timeout: [{ kind: 'number', number: `+${OUTSIDE}`, ringMs: 15_000 }, { kind: 'queue', name: 'north', maxWaitMs: 60_000 }, CALLBACK, VOICEMAIL],
    offline: [CALLBACK, VOICEMAIL], 'rejected-by-all': [CALLBACK, VOICEMAIL], 'operator-lost': [VOICEMAIL],
  },
};

interface Plan {
  operators: string;
  talkMs: number;
  hangUpAfterMs: number | null;
  digits: [atSeconds: number, digit: string][];
  /** What the desk asks of the session, and when. */
  commands: { atMs: number; act: Act }[];
  outside: 'answers' | 'silent' | 'absent';
}
type Act = 'blind' | 'consult' | 'out' | 'complete' | 'back' | 'takeOut' | 'drop';

const behaviour = fc.constantFrom('answer', 'answer@3', 'answer@15', 'reject', 'reject@4', 'drop@6', 'silent', 'vanish', 'vanish@4', 'vanish@25', 'wrapup', 'offline');
const moment = fc.integer({ min: 0, max: 300 }).map((second) => second * 1_000);
const plan: fc.Arbitrary<Plan> = fc.record({
  operators: fc.array(behaviour, { minLength: 1, maxLength: 4 }).map((list) => list.map((one, index) => `op${index + 1}:${one}`).join()),
  talkMs: fc.constantFrom(5_000, 40_000, 200_000),
  hangUpAfterMs: fc.option(moment),
  digits: fc.array(fc.tuple(fc.integer({ min: 1, max: 250 }), fc.constantFrom('1', '2', '5', '5', '#')), { maxLength: 6 }),
  commands: fc.array(fc.record({ atMs: moment, act: fc.constantFrom<Act>('blind', 'consult', 'out', 'complete', 'back', 'takeOut', 'drop') }), { maxLength: 8 }),
  outside: fc.constantFrom('answers', 'silent', 'absent'),
});
/** One caller handed over at most once, to the end: the longest that a call is meant to be. */
const journey = plan.map((drawn): Plan => {
  const [begins, ends] = [drawn.commands.find(({ act }) => /blind|consult|out/.test(act)), drawn.commands.find(({ act }) => /complete|back/.test(act))];
  return { ...drawn, commands: [begins, ends].flatMap((one) => (one ? [one] : [])) };
});

const pool = new RealmPool();

describe.each(ENGINES)('%s', (engine) => {
  /** Requests of the one session, once everything is over. */
  async function requestsOf({ operators, talkMs, hangUpAfterMs, digits, commands, outside }: Plan, prepare: (world: RichWorld) => void = () => undefined): Promise<number> {
    const world = await createRichWorld({ engine, operators, talkMs, settings: SETTINGS, realm: 'shared', realmPool: pool });
    if (outside !== 'absent') world.telephone(OUTSIDE, (line) => { if (outside === 'answers') world.clock.after(2_000, () => line.state === 'ended' || line.answer()); });
    for (const { atMs, act } of commands) world.clock.after(atMs, () => ask(world, act));
    prepare(world);
    await world.call({ digits, ...(hangUpAfterMs === null ? {} : { hangUpAfterMs }) });
    return world.requests();
  }

  test('a usual call takes at most four requests, whoever rings first and however long they talk', async () => {
    await fc.assert(fc.asyncProperty(plan, fc.constantFrom('op1:answer', 'op1:answer@8', 'op1:wrapup,op2:answer@2'), async (drawn, operators) => {
      expect(await requestsOf({ ...drawn, operators, commands: [], digits: [], hangUpAfterMs: null })).toBeLessThanOrEqual(USUAL_MOST);
    }), { numRuns: 40, seed: 1 });
  });

  test('the longest journey takes at most twelve: all operators, menu, callback, ways out, voicemail, one hand-over', async () => {
    await fc.assert(fc.asyncProperty(journey, async (drawn) => {
      expect(await requestsOf(drawn)).toBeLessThanOrEqual(JOURNEY_MOST);
    }), { numRuns: 250, seed: 2 });
  });

  test('whatever the desk asks, and whether it answers, late or not at all, the session stays within 32', async () => {
    const answers = fc.array(fc.tuple(moment, fc.constantFrom(null, { failure: -4, error: 'refused' } as const, { status: 503, body: '' }, { status: 200, body: '{}', delayMs: 4_800 })), { maxLength: 5 });
    const flood = fc.tuple(moment, fc.nat(60));
    await fc.assert(fc.asyncProperty(plan, answers, flood, async (drawn, turns, [floodAtMs, times]) => {
      const requests = await requestsOf(drawn, (world) => {
        for (const [atMs, answer] of turns) world.clock.after(atMs, () => world.deskAnswers(answer));
        for (let n = 0; n < times; n++) world.clock.after(floodAtMs + n * 900, () => ask(world, 'drop'));
      });
      expect(requests).toBeLessThanOrEqual(SESSION_MOST);
    }), { numRuns: 250, seed: 3 });
  });
});

/** From whoever seems to talk to the caller now. */
function ask({ play: { desk } }: RichWorld, act: Act): void {
  const [first] = desk.events;
  if (!first) return;
  const talker = desk.events.flatMap((event) => (event.kind === 'bridged' ? [event.operator] : [])).pop() ?? 'op1';
  const other = talker === 'op1' ? 'op2' : 'op1';
  const common = { callId: first.callId, operator: talker };
  const give = (to: TransferTarget, mode: 'blind' | 'consult') => desk.send({ kind: 'transfer', ...common, to, mode }, () => undefined);
  switch (act) {
    case 'blind':
    case 'consult':
      return give({ operator: other }, act);
    case 'out':
      return give({ number: `+${OUTSIDE}` }, 'consult');
    case 'complete':
    case 'back':
      return desk.send({ kind: 'transferEnd', ...common, action: act }, () => undefined);
    case 'takeOut':
      return desk.send({ kind: 'takeOut', callId: first.callId, by: 'boss' }, () => undefined);
    case 'drop':
      return desk.send({ kind: 'drop', ...common, offerId: null }, () => undefined);
  }
}
