import { expect } from 'vitest';
import type { CallEvent, QueueEngineName } from '../../contracts/call-events';
import type { CallSettings, ExitCause, ExitStep, OpeningHours, Prompt } from '../../contracts/call-settings';
import { projectCall, type ProjectedCall } from '../../desk/journal/project';
import type { RichCall, RichOptions, RichWorld } from './rich-world';

/** One thing that a caller can meet, with what is true of it whatever the cloud turns out to do. */
export interface ItemJourney extends Pick<RichOptions, 'settings' | 'change' | 'advise'> {
  name: string;
  operators: string;
  call?: RichCall;
  /** Before the call: telephones outside, a desk that is down. */
  prepare?: (world: RichWorld) => void;
  /** Further callers, each so long after the first. */
  others?: readonly (RichCall & { afterMs: number })[];
  /** `reason detail by operator` of the first caller's end. */
  ends: RegExp;
  check?: (world: RichWorld, engine: QueueEngineName) => void;
}

const words = (text: string): Prompt => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const BASE: Partial<CallSettings> = { greeting: words('hello'), goodbye: words('goodbye'), maxWaitMs: 40_000 };
const VOICEMAIL: ExitStep = { kind: 'voicemail', intro: words('speak'), tone: { url: 'tone.mp3' }, maxMs: 30_000 };
const CALLBACK = { digit: '1', confirm: words('call back {number}?'), done: words('we will'), answerMs: 5_000 };
const ALWAYS: OpeningHours = { timeZone: 'Europe/Moscow', weekly: Array.from({ length: 7 }, () => [[0, 1440]] as const), holidays: [], exceptions: {} };
const CLOSED: OpeningHours = { ...ALWAYS, weekly: [] };
const A = '+79161234567';
const [B, C] = ['+79161234501', '+79161234502'];

const withOwn = (own: Partial<CallSettings>): Partial<CallSettings> => ({ ...BASE, ...own });
/** Whatever the engine calls it that nobody can be found. */
const nobody = (steps: readonly ExitStep[]): Partial<CallSettings> => {
  const causes: readonly ExitCause[] = ['offline', 'timeout', 'rejected-by-all'];
  return withOwn({ exits: Object.fromEntries(causes.map((cause) => [cause, steps])) });
};

export const ITEM_JOURNEYS: readonly ItemJourney[] = [
  {
    name: 'closed hours: goodbye', operators: 'op1:answer', settings: withOwn({ hours: CLOSED }), ends: /^closed hours system null$/,
    check: (world) => { expect(world.heard()).toContain('goodbye'); expectNoOffer(world); },
  },
  {
    name: 'closed on a holiday: a message', operators: 'op1:answer', call: { hangUpAfterMs: 20_000 }, ends: /^voicemail recorded caller null$/,
    settings: withOwn({ hours: { ...ALWAYS, holidays: ['01-05'] }, exits: { closed: [VOICEMAIL] } }),
    check: (world) => { expect(world.ended()['records']).toHaveLength(1); expectNoOffer(world); },
  },
  { name: 'open: somebody answers', operators: 'op1:answer', settings: withOwn({ hours: ALWAYS }), ends: /^completed talk \w+ op1$/ },
  {
    name: 'position, again and again', operators: 'op1:wrapup', call: { hangUpAfterMs: 70_000 }, ends: /^abandoned (queue|announcement) caller null$/,
    settings: withOwn({ maxWaitMs: 200_000, announcements: { position: words('number {position}'), firstMs: 20_000, everyMs: 40_000 } }),
    check: (world) => expect(world.heard().filter((sound) => sound === 'number 1')).toHaveLength(2),
  },
  {
    name: 'maximum wait: another number answers', operators: 'op1:wrapup', ends: /^completed talk operator null$/,
    settings: nobody([{ kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'end' }]),
    prepare: (world) => world.telephone('74957654321', (line) => { line.answer(); world.clock.after(9_000, () => line.hangup()); }),
  },
  {
    name: 'maximum wait: another number does not answer, the next queue does', operators: 'op1:wrapup,op4:answer', ends: /^completed talk \w+ op4$/,
    settings: nobody([{ kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'queue', name: 'north', maxWaitMs: 30_000 }, { kind: 'end' }]),
  },
  {
    name: 'queue full: said, and the end', operators: 'op1:wrapup', call: { hangUpAfterMs: 30_000 }, others: [{ afterMs: 8_000, from: B }],
    change: (_config, franchise) => { franchise.queue.maxSize = 1; }, ends: /^abandoned queue caller null$/,
    settings: withOwn({ exits: { 'queue-full': [{ kind: 'say', prompt: words('full') }, { kind: 'end' }] } }),
    check: (world) => { expect(endOf(world, B)).toBe('unserved queue-full system null'); expect(world.heard()).toContain('full'); },
  },
  {
    name: 'nobody there: a message, stopped by #', operators: 'op1:offline', call: { digits: [[25, '#'], [64, '#']] },
    settings: nobody([VOICEMAIL]), ends: /^voicemail recorded system null$/,
  },
  { name: 'everybody rejects: a message, stopped at its limit', operators: 'op1:reject', settings: nobody([VOICEMAIL]), ends: /^voicemail recorded system null$/ },
  {
    name: 'callback by a digit, confirmed', operators: 'op1:wrapup', call: { digits: [[20, '1'], [28, '1']] },
    settings: withOwn({ callback: CALLBACK }), ends: /^callback requested caller null$/,
    check: (world) => expect(world.heard()).toEqual(expect.arrayContaining(['call back 7 9 1 6 1 2 3 4 5 6 7?', 'we will'])),
  },
  {
    name: 'callback on the way out', operators: 'op1:wrapup', settings: { ...nobody([{ kind: 'callback' }, { kind: 'end' }]), callback: CALLBACK },
    ends: /^callback requested caller null$/, prepare: (world) => pressWhenHeard(world, 'call back 7', '1'),
  },
  {
    name: 'callback not wished on the way out', operators: 'op1:wrapup', ends: /^unserved timeout system null$/,
    settings: { ...nobody([{ kind: 'callback' }, { kind: 'end' }]), callback: CALLBACK },
  },
  {
    name: 'return to place: before ordinary callers', operators: 'op1:answer', settings: withOwn({ maxWaitMs: 300_000 }), ends: /^completed talk \w+ op1$/,
    others: [{ afterMs: 12_000, from: B }, { afterMs: 14_000, from: C }], advise: (from) => (from === C ? { standing: 'returning' } : {}),
    check: (world) => expect(bridgedInOrder(world)).toEqual([A, C, B]),
  },
  {
    name: 'VIP caller: before those who return', operators: 'op1:answer', ends: /^completed talk \w+ op1$/,
    settings: withOwn({ maxWaitMs: 300_000, callers: { urgent: [C] } }),
    others: [{ afterMs: 12_000, from: B }, { afterMs: 14_000, from: C }], advise: (from) => (from === B ? { standing: 'returning' } : {}),
    check: (world) => expect(bridgedInOrder(world)).toEqual([A, C, B]),
  },
  ...lastOperatorJourneys(),
  ...skillJourneys(),
  ...refusals(),
  {
    name: 'recording is told, from the bridge on, one for two operators', operators: 'op1:vanish@3,op2:answer@1', ends: /^completed talk \w+ op2$/,
    settings: withOwn({ maxWaitMs: 200_000, recording: { notice: words('recorded') } }),
    check: (world) => { expect(world.heard()).toContain('recorded'); expect(world.ended()['records']).toHaveLength(1); },
  },
  {
    name: 'take-out by the supervisor', operators: 'op1:wrapup', settings: withOwn({ maxWaitMs: 120_000 }), ends: /^dropped supervisor operator null$/,
    prepare: (world) => void world.clock.after(20_000, () => {
      const [first] = world.play.desk.events;
      if (first) world.play.desk.send({ kind: 'takeOut', callId: first.callId, by: 'boss' }, () => undefined);
    }),
  },
];

/** Two are ready, the first of them longer; whoever served the caller last is looked for first. */
function lastOperatorJourneys(): ItemJourney[] {
  const settings = withOwn({ maxWaitMs: 120_000 });
  const change: ItemJourney['change'] = (_config, { call }) => { call.features.lastOperatorFirst = { seconds: 15 }; };
  const advise: ItemJourney['advise'] = (_from, rows) => ({
    lastOperator: 'op2', lastOperatorId: [...rows.users.values()].find(({ name }) => name === 'op2')?.id ?? 0,
  });
  const journey = (how: string, own: Pick<ItemJourney, 'operators' | 'ends' | 'check'>): ItemJourney => ({ name: `last operator ${how}`, settings, change, advise, ...own });
  return [
    journey('there: rings first', { operators: 'op1:answer,op2:answer', ends: /^completed talk \w+ op2$/, check: (world) => expect(offersOf(world)).toEqual(['op2']) }),
    journey('not signed in: on ACD v1 nobody waits for him', {
      operators: 'op1:answer,op2:offline', ends: /^completed talk \w+ op1$/,
      check: (world, engine) => expect(offerAtMs(world, 'op1')).toBeLessThanOrEqual(engine === 'acd' ? 5_000 : 25_000),
    }),
    journey('rejects: the other rings within a second', {
      operators: 'op1:answer,op2:reject', ends: /^completed talk \w+ op1$/,
      check: (world) => {
        expect(offersOf(world)).toEqual(['op2', 'op1']);
        expect(offerAtMs(world, 'op1') - offerAtMs(world, 'op2')).toBeLessThanOrEqual(1_000);
      },
    }),
    journey('busy: waited for 15 s, no longer', {
      operators: 'op1:answer,op2:wrapup', ends: /^completed talk \w+ op1$/,
      check: (world) => {
        expect(offerAtMs(world, 'op1')).toBeGreaterThanOrEqual(15_000);
        expect(offerAtMs(world, 'op1')).toBeLessThanOrEqual(25_000);
      },
    }),
  ];
}

/** Only the second speaks English. */
function skillJourneys(): ItemJourney[] {
  const change: ItemJourney['change'] = (config, franchise) => {
    config.skills = [{ name: 'english', description: '' }];
    for (const operator of config.operators) if (operator.name === 'op2') operator.skills = [{ name: 'english', level: 1 }];
    franchise.call.features.menu = { prompt: { text: 'press one', voice: 'Amazon.ru_RU_Tatyana' }, choices: { 1: { skills: { english: 1 } } } };
  };
  const settings = nobody([{ kind: 'queue', name: 'center', maxWaitMs: 30_000 }, { kind: 'end' }]);
  const pressed = { digits: [[3, '1']] } as const;
  return [
    { name: 'skills by a digit: who has them', operators: 'op1:answer,op2:answer', call: pressed, settings, change, ends: /^completed talk \w+ op2$/, check: (world) => expect(offersOf(world)).toEqual(['op2']) },
    { name: 'skills: without a digit anybody', operators: 'op1:answer', settings, change, ends: /^completed talk \w+ op1$/ },
    { name: 'skills that nobody there has: the way out', operators: 'op1:answer', call: pressed, settings, change, ends: /^completed talk \w+ op1$/ },
  ];
}

function refusals(): ItemJourney[] {
  return [
    { name: 'a blocked number', operators: 'op1:answer', settings: withOwn({ callers: { blocked: [A] } }), ends: /^blocked block-list system null$/, check: expectNoOffer },
    { name: 'a number that the desk blocks', operators: 'op1:answer', settings: BASE, advise: () => ({ blocked: true }), ends: /^blocked block-list system null$/, check: expectNoOffer },
    { name: 'a hidden number', operators: 'op1:answer', call: { from: 'anonymous' }, settings: withOwn({ callers: { hidden: 'refuse' } }), ends: /^blocked hidden-number system null$/, check: expectNoOffer },
    { name: 'too many calls of one number', operators: 'op1:answer', settings: BASE, advise: () => ({ blocked: true, blockedFor: 'flood' }), ends: /^blocked flood system null$/, check: expectNoOffer },
  ];
}

function expectNoOffer(world: RichWorld): void {
  expect(offersOf(world)).toEqual([]);
}

function offersOf({ play }: RichWorld): string[] {
  return play.desk.events.flatMap((event) => (event.kind === 'offered' ? [event.operator] : []));
}

function offerAtMs({ play }: RichWorld, operator: string): number {
  return play.desk.events.find((event) => event.kind === 'offered' && event.operator === operator)?.atMs ?? NaN;
}

/** The callers' numbers, by when each was bridged. */
function bridgedInOrder({ play: { desk } }: RichWorld): (string | null)[] {
  const callIds = desk.events.filter(({ kind }) => kind === 'bridged').map(({ callId }) => callId);
  return callIds.map((callId) => startedOf(desk.events, callId)?.from ?? null);
}

/** `reason detail by operator` of this caller's call, as it stands in the desk's journal. */
export function endOf(world: RichWorld, from: string | null): string {
  const end = journalOf(world).find((call) => call.from === from)?.end;
  return end ? `${end.reason} ${end.detail} ${end.by} ${end.operator}` : 'no end';
}

/** What the desk makes of all that it was told, a row a call. */
export function journalOf({ play: { desk } }: RichWorld): ProjectedCall[] {
  return [...new Set(desk.events.map(({ callId }) => callId))].map((id) => {
    const events = desk.events.filter(({ callId }) => callId === id).sort((left, right) => left.seq - right.seq);
    return projectCall(events, { firstAtMs: 0, reports: [] });
  });
}

function startedOf(events: readonly CallEvent[], callId: string): Extract<CallEvent, { kind: 'started' }> | undefined {
  return events.flatMap((event) => (event.kind === 'started' && event.callId === callId ? [event] : []))[0];
}

/** As a person does: half a second after the sentence began. */
function pressWhenHeard(world: RichWorld, begins: string, digit: string): void {
  const look = () => {
    if (world.heard().some((sound) => sound.startsWith(begins))) world.press(digit);
    else world.clock.after(500, look);
  };
  world.clock.after(500, look);
}
