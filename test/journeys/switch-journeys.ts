import { expect } from 'vitest';
import type { Random } from '../../emulator/clock/random';
import type { CallSummary } from '../../scripts/dial/summary';
import { entriesOf, ringsOf } from './expectations';
import { NUMBER, type World } from './world';

/** The config's maximum wait, ringing and the sentence at the end. */
const LONGEST_WAIT_MS = 300_000 + 20_000 + 20_000;
const HOLDOUT_MS = 30_000;
const LOST_TEXT = /Связь с оператором прервалась/;

/** One way of the first calls, with what is true of it whatever the cloud turns out to do. */
export interface SwitchJourney {
  name: string;
  operators: string;
  /** `reason detail by operator`. */
  ends: RegExp;
  /** When the caller leaves, from a draw of the setting's own. */
  hangUpMs?: (random: Random) => number;
  /** Further callers, one every so many milliseconds. */
  laterCallersMs?: readonly number[];
  check?: (world: World, call: CallSummary) => void;
}

export const SWITCH_JOURNEYS: readonly SwitchJourney[] = [
  {
    name: 'R1 reject: the second rings within a second', operators: 'op1:reject,op2:answer', ends: /^completed talk \w+ op2$/,
    check: passedOn,
  },
  { name: 'R2 the only operator rejects', operators: 'op1:reject', ends: /^unserved \S+ system null$/, check: heldOut },
  { name: 'R3 drop', operators: 'op1:drop@2,op2:drop@2', ends: /^dropped operator operator null$/, check: dropped },
  { name: 'R5 all are silent', operators: 'op1:silent,op2:silent', ends: /^unserved \S+ system null$/ },
  { name: 'R5 all reject, one is silent', operators: 'op1:reject,op2:silent', ends: /^unserved \S+ system null$/ },
  {
    name: 'R8 the caller leaves while it rings', operators: 'op1:silent,op2:answer@19', ends: /^abandoned ringing caller null$/,
    hangUpMs: (random) => 7_000 + random.below(12_000),
  },
  {
    name: 'R8 the caller leaves around the answer', operators: 'op1:answer@0.2,op2:answer@0.2', ends: /^(abandoned|completed) \S+ caller /,
    hangUpMs: (random) => 5_600 + random.below(800),
  },
  { name: 'R10 an operator vanishes at once', operators: 'op1:vanish,op2:answer@1', ends: /^completed talk \w+ op2$/, check: served },
  { name: 'R10 an operator vanishes in the talk', operators: 'op1:vanish@3,op2:answer@1', ends: /^completed talk \w+ op2$/, check: served },
  { name: 'R12 one is in wrap-up from the start', operators: 'op1:wrapup,op2:answer', ends: /^completed talk \w+ op2$/, check: spared },
  {
    name: 'R12 three callers, two operators, wrap-ups between', operators: 'op1:answer@1,op2:answer@2',
    ends: /^completed talk \w+ op[12]$/, laterCallersMs: [2_000, 3_000],
  },
  { name: 'R42 the caller ends the talk', operators: 'op1:answer', ends: /^completed talk caller op1$/, hangUpMs: () => 15_000 },
  { name: 'R42 nobody is there', operators: 'op1:offline', ends: /^unserved (offline|timeout) system null$/ },
];

/** Plays it until nothing of any call is left. */
export async function playJourney(world: World, journey: SwitchJourney, random: Random): Promise<void> {
  const { ends, hangUpMs, laterCallersMs = [], check } = journey;
  world.play.call({ from: '+79161234567', to: NUMBER, hangUpAfterMs: hangUpMs?.(random) ?? null });
  for (const [index, laterMs] of laterCallersMs.entries()) {
    await world.clock.runFor(laterMs);
    world.play.call({ from: `+7916123450${index}`, to: NUMBER, hangUpAfterMs: null });
  }
  await world.finish();
  const calls = world.calls();
  expect(calls).toHaveLength(1 + laterCallersMs.length);
  for (const call of calls) {
    expect(`${call.reason} ${call.detail} ${call.by} ${call.operator}`).toMatch(ends);
    expect(call.waitMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    check?.(world, call);
  }
  for (const { name } of world.play.operators) expectOneThingAtATime(world, name);
}

/** R11, R12: no card and no call that the page must turn away while the operator rings, talks or is in wrap-up. */
function expectOneThingAtATime(world: World, name: string): void {
  let doing = 'nothing';
  const wrong: string[] = [];
  for (const { kind, why } of entriesOf(world, name)) {
    if (kind === 'unseen' && why === 'wrap-up') wrong.push('an offer that the page had to turn away in wrap-up');
    if (kind === 'rings') {
      if (doing !== 'nothing') wrong.push(`rings while it ${doing}`);
      doing = 'rings';
    } else if (kind === 'answers') doing = 'talks';
    else if (kind === 'wrap-up') doing = 'is in wrap-up';
    else if (ENDS_A_DOING.includes(kind)) doing = 'nothing';
  }
  expect(wrong, `what ${name} met`).toEqual([]);
}

const ENDS_A_DOING = ['rejects', 'drops', 'misses', 'ring-stopped', 'wrap-up-over'];

function passedOn(world: World): void {
  const [rejects] = entriesOf(world, 'op1', 'rejects');
  expect(ringsOf(world, 'op2')).toHaveLength(1);
  // Where the platform picks by chance the second may have rung first.
  if (!rejects) return expect(ringsOf(world, 'op1')).toEqual([]);
  expect(ringsOf(world, 'op1')).toHaveLength(1);
  expect((ringsOf(world, 'op2')[0] ?? NaN) - rejects.atMs).toBeLessThanOrEqual(1_000);
}

function heldOut(world: World): void {
  const rings = ringsOf(world, 'op1');
  expect(rings.length).toBeGreaterThan(0);
  rings.slice(1).forEach((atMs, index) => expect(atMs - (rings[index] ?? 0)).toBeGreaterThanOrEqual(HOLDOUT_MS));
}

function dropped(world: World): void {
  const atMs = (kind: string) => world.play.story.sorted().find((entry) => entry.kind === kind)?.atMs ?? NaN;
  expect(atMs('line-ended') - atMs('drops')).toBeLessThanOrEqual(1_000);
  expect([...ringsOf(world, 'op1'), ...ringsOf(world, 'op2')]).toHaveLength(1);
  expect(world.play.operators.map(({ status }) => status)).toEqual(['READY', 'READY']);
}

function served(world: World, { offers }: CallSummary): void {
  const [vanishes] = entriesOf(world, 'op1', 'vanishes');
  const told = entriesOf(world, 'caller', 'hears').filter(({ text }) => LOST_TEXT.test(text));
  expect(told).toHaveLength(vanishes ? 1 : 0);
  expect(offers.map(({ outcome }) => outcome)).toEqual(vanishes ? ['lost', 'answered'] : ['answered']);
  if (vanishes) expect((ringsOf(world, 'op2')[0] ?? NaN) - vanishes.atMs).toBeLessThanOrEqual(30_000);
}

function spared(world: World): void {
  expect(entriesOf(world, 'op1').filter(({ kind }) => kind === 'rings' || kind === 'unseen')).toEqual([]);
}
