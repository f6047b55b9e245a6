import { describe, expect, test } from 'vitest';
import type { CallEvent, CallEventBatch, QueueEngineName } from '../../contracts/call-events';
import type { CallSettings } from '../../contracts/call-settings';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import { ticketHeaders } from '../../contracts/outbound-ticket';
import { signHeaders } from '../../contracts/signature';
import type { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Line, RingingLine } from '../../emulator/platform/lines';
import type { Cloud } from '../../emulator/cloud';
import { KEYS } from '../journeys/install';
import { createRichWorld, type RichCall, type RichOptions, type RichWorld } from '../journeys/rich-world';
import { ENGINES } from '../journeys/world';
import { createOut, hmac, TICKET } from '../journeys/out-world';
import { ON_PURPOSE, withFaults } from './support/faults';

/** What became of a call whose script failed. */
interface Outcome {
  /** Where it failed, from the log; nothing where there were not so many places. */
  failed: string[];
  finishReasons: string[];
  /** `reason detail` of every end that the desk has or that is stored. */
  ends: string[];
  isTold: boolean;
  left: object;
}

const NOTHING_LEFT = { sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 };

function failuresIn(cloud: Cloud): string[] {
  const failed: string[] = [];
  cloud.trace.subscribe((event) => {
    const text = event.kind === 'log' ? String(event['text']) : '';
    if (text.endsWith(ON_PURPOSE) && !/^call /.test(text)) failed.push(text.replace(` ${ON_PURPOSE}`, ''));
  });
  return failed;
}

function outcomeOf(cloud: Cloud, failed: string[], events: readonly CallEvent[]): Outcome {
  const stored = [...cloud.rows.keyValues.values()].filter(({ key }) => key.startsWith('out:'))
    .flatMap(({ value }) => (JSON.parse(value) as CallEventBatch).events);
  const all = new Map([...events, ...stored].map((event) => [event.id, event]));
  const ends = [...all.values()].flatMap((event) => (event.kind === 'ended' ? [`${event.reason} ${event.detail}`] : []));
  return { failed, finishReasons: cloud.history.map(({ finishReason }) => finishReason), ends, isTold: all.size > 0, left: cloud.live() };
}

const talks = (line: Line, clock: VirtualClock) => {
  const alive = () => { if (line.state === 'connected') line.sendMessage('alive'); if (line.state !== 'ended') clock.after(10_000, alive); };
  clock.after(1_000, alive);
};
const answers = (line: RingingLine, clock: VirtualClock) => {
  clock.after(5_000, () => { if (line.state !== 'ended') line.answer(); clock.after(15_000, () => line.state === 'ended' || line.hangup()); });
};

/** A call out that the customer answers, in a script that fails at these times. */
async function outgoing(at: readonly number[]): Promise<Outcome> {
  const { cloud, clock, finish } = await createOut({ customer: answers, script: (code) => withFaults(code, at) });
  const failed = failuresIn(cloud);
  const device = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true });
  const message = { nowMs: clock.now(), nonce: 'n1', keyName: 'VOX_DESK_KEY_1' as const, key: KEYS.VOX_DESK_KEY_1 };
  talks(device.call('79161234567', { headers: ticketHeaders(TICKET, message, hmac) }), clock);
  const events = await finish();
  return outcomeOf(cloud, failed, events);
}

const words = (text: string) => ({ text, voice: 'Amazon.ru_RU_Tatyana' });
const VOICEMAIL = { kind: 'voicemail', intro: words('speak'), tone: { url: 'tone.mp3' }, maxMs: 30_000 } as const;
const PLAIN: Partial<CallSettings> = { greeting: words('hello'), goodbye: words('goodbye'), maxWaitMs: 40_000 };

interface Journey extends Pick<RichOptions, 'operators' | 'settings'> { call?: RichCall; prepare?: (world: RichWorld) => void }

/** op1 gives the caller to op2 some seconds into their talk. */
const given = (mode: TransferMode): Journey => ({
  operators: 'op1:answer,op2:answer@1', settings: { maxWaitMs: 60_000 },
  prepare: ({ play, clock }) => {
    const ask = (asked: { kind: 'transfer'; to: TransferTarget; mode: TransferMode } | { kind: 'transferEnd'; action: 'complete' }) => {
      const callId = play.desk.events[0]?.callId;
      if (callId !== undefined) play.desk.send({ ...asked, callId, operator: 'op1' }, () => undefined);
    };
    clock.after(12_000, () => ask({ kind: 'transfer', to: { operator: 'op2' }, mode }));
    clock.after(20_000, () => ask({ kind: 'transferEnd', action: 'complete' }));
  },
});

/** Callers who come in: to a talk, a call back, a message, another number, a colleague. */
const JOURNEYS: Readonly<Record<string, Journey>> = {
  'a talk': { operators: 'op1:reject,op2:answer', settings: { ...PLAIN, recording: { notice: words('recorded') } } },
  'a call back': {
    operators: 'op1:wrapup', call: { digits: [[10, '1'], [16, '1']] },
    settings: { ...PLAIN, callback: { digit: '1', confirm: words('call back?'), done: words('we will'), answerMs: 5_000 } },
  },
  'a message': { operators: 'op1:wrapup', call: { hangUpAfterMs: 60_000 }, settings: { ...PLAIN, exits: { timeout: [VOICEMAIL] } } },
  'another number': {
    operators: 'op1:wrapup', settings: { ...PLAIN, exits: { timeout: [{ kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'end' }] } },
    prepare: (world) => world.telephone('74957654321', (line) => { line.answer(); world.clock.after(9_000, () => line.hangup()); }),
  },
  'a colleague at once': given('blind'),
  'a colleague who is asked first': given('consult'),
};

async function incoming(engine: QueueEngineName, { operators, settings, call, prepare }: Journey, at: readonly number[]): Promise<Outcome> {
  const world = await createRichWorld({ engine, operators, settings, talkMs: 12_000, edit: (code) => withFaults(code, at) });
  const failed = failuresIn(world.cloud);
  prepare?.(world);
  world.dial(call);
  expect(await world.clock.runUntil(() => world.cloud.live().sessions === 0, 3_600_000)).toBe(true);
  return outcomeOf(world.cloud, failed, world.play.desk.events);
}

/** One run for each place where the script can fail, `every` so many, from `first` on; to the last of them. */
async function eachPlace(run: (at: readonly number[]) => Promise<Outcome>, { first = 1, every = 1, more = [] as number[] }): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = first; ; at += every) {
    const outcome = await run([at, ...more.map((step) => at + step)]);
    if (outcome.failed.length === 0) return outcomes;
    outcomes.push(outcome);
  }
}

/** Of a call that was told: exactly one end, with the desk or stored; and a session that ends by itself. */
function wrong(outcomes: readonly Outcome[]): Outcome[] {
  const isRight = ({ finishReasons, ends, isTold, left }: Outcome) =>
    finishReasons.join() === 'Normal termination' && ends.length === (isTold ? 1 : 0) && JSON.stringify(left) === JSON.stringify(NOTHING_LEFT);
  return outcomes.filter((outcome) => !isRight(outcome));
}

describe('C22 wherever its script fails', () => {
  test.each([['once', []], ['and fails again on the way out', [1, 2, 3]]])('%s, an outgoing call has one end', async (_what, more) => {
    const outcomes = await eachPlace(outgoing, more.length === 0 ? {} : { every: 3, more });
    expect(wrong(outcomes)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(20);
    expect(new Set(outcomes.flatMap(({ ends }) => ends))).toEqual(new Set(['completed talk', 'unserved error', 'unserved unreachable']));
  });

  const rows = ENGINES.flatMap((engine) => Object.entries(JOURNEYS).map(([name, journey], index) => ({ engine, name, journey, index })));
  test.each(rows)('a caller has one end: $name, $engine', async ({ engine, journey, index }) => {
    const outcomes = await eachPlace((at) => incoming(engine, journey, at), { first: 4 + index, every: 7 });
    expect(wrong(outcomes)).toEqual([]);
    expect(outcomes.filter(({ isTold }) => !isTold)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(5);
  });
});

test('C22 a desk that asks something of an outgoing session is answered', async () => {
  const { cloud, clock, finish, batches, accessUrl } = await createOut({ customer: answers });
  const signed = (body: string, nonce: string) => ({ body, nowMs: clock.now(), nonce, keyName: 'VOX_DESK_KEY_1' as const, key: KEYS.VOX_DESK_KEY_1 });
  const device = cloud.connectOperator('op1', { queueType: 'smartqueue', receiveCalls: true });
  talks(device.call('79161234567', { headers: ticketHeaders(TICKET, signed('', 'n1'), hmac) }), clock);
  await clock.runFor(9_000);
  const body = JSON.stringify({ kind: 'takeOut', commandId: 'c1', callId: batches[0]?.[0]?.callId, by: 'boss' });
  cloud.httpToSession(new URL(accessUrl()).pathname, { method: 'POST', headers: signHeaders(signed(body, 'n2'), hmac), body });
  const events = await finish();
  expect(events.map(({ kind }) => kind)).toEqual(['started', 'bridged', 'commandResult', 'ended']);
  expect(events[2]).toMatchObject({ commandId: 'c1', applied: false, why: 'unknown-command' });
});
