import fc from 'fast-check';
import type { CallSettings, ExitStep } from '../../contracts/call-settings';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import type { CallInput } from '../../scenarios/call/input';
import { wakeAtMs } from '../../scenarios/call/state';
import { transition } from '../../scenarios/call/transition';
import { alert, deepFreeze, RICH, SETTINGS, type Driven, type Happens } from './drive';

const operator = fc.constantFrom('op1', 'op2', 'op3');
const leg = fc.nat(3);
const queueEvent = fc.oneof(
  fc.record({ kind: fc.constant('queued' as const) }),
  fc.record({ kind: fc.constant('waiting' as const), position: fc.nat(9), ewtMs: fc.constantFrom(null, 0, 90_000) }),
  fc.record({ kind: fc.constant('offered' as const), operator }),
  fc.record({ kind: fc.constant('offered' as const), operator, leg }),
  fc.record({ kind: fc.constant('offerEnded' as const), operator, cause: fc.constantFrom('rejected' as const, 'missed' as const, 'unknown' as const) }),
  fc.record({ kind: fc.constant('reached' as const), operator, leg }),
  fc.record({ kind: fc.constant('unserved' as const), cause: fc.constantFrom('offline' as const, 'timeout' as const, 'queue-error' as const) }),
);
const command = fc.record({
  kind: fc.constantFrom('drop' as const, 'takeOut' as const), commandId: fc.constantFrom('a', 'b'), callId: fc.constant('7'),
  offerId: fc.constant(null), operator, by: fc.constant('boss'),
});

const by = { commandId: fc.constantFrom('c', 'd', 'e', 'f'), callId: fc.constant('7'), operator: fc.constantFrom('op1', 'op1', 'op2') };
const transfer = fc.record({
  kind: fc.constant('transfer' as const), ...by, mode: fc.constantFrom('blind' as const, 'consult' as const),
  to: fc.constantFrom({ operator: 'op2' }, { operator: 'op3' }, { number: '+74957654321' }),
});
const transferEnd = fc.record({ kind: fc.constant('transferEnd' as const), ...by, action: fc.constantFrom('complete' as const, 'back' as const) });

/** Anything that can happen, whether or not it makes sense now. */
export const happens: fc.Arbitrary<Happens> = fc.oneof(
  fc.constantFrom<Happens>(
    { kind: 'connected' }, { kind: 'callerGone' }, { kind: 'tick' }, { kind: 'delivered' }, { kind: 'fault' },
    { kind: 'said', what: 'greeting' }, { kind: 'said', what: 'operatorLost' }, { kind: 'said', what: 'wayOut' },
    { kind: 'said', what: 'announcement' }, { kind: 'said', what: 'callback' }, { kind: 'said', what: 'menu' },
    { kind: 'digit', digit: '1' }, { kind: 'digit', digit: '#' }, { kind: 'recording', url: 'r' }, { kind: 'messageOver', seconds: 3 },
    { kind: 'advised', advice: null }, { kind: 'advised', advice: { standing: 'urgent' } }, { kind: 'advised', advice: { blocked: true } },
  ),
  fc.record({ kind: fc.constant('queue' as const), event: queueEvent }),
  fc.record({ kind: fc.constantFrom('alive' as const, 'bye' as const, 'legGone' as const, 'legUp' as const), leg }),
  fc.record({ kind: fc.constant('legGone' as const), leg, code: fc.constantFrom(0, 408, 480, 486) }),
  fc.record({ kind: fc.constant('dialled' as const), leg: fc.constantFrom(0, 1, null) }),
  fc.record({ kind: fc.constant('command' as const), command: fc.oneof(command, transfer, transferEnd) }),
);

const words = { text: 'words', voice: 'v' };
const step: fc.Arbitrary<ExitStep> = fc.constantFrom<ExitStep>(
  { kind: 'say', prompt: words }, { kind: 'queue', name: 'second', maxWaitMs: 30_000 }, { kind: 'callback' }, { kind: 'end' },
  { kind: 'number', number: '+74957654321', ringMs: 20_000 }, { kind: 'voicemail', intro: words, tone: null, maxMs: 20_000 },
);
const way = fc.array(step, { maxLength: 4 });
const hours = { timeZone: 'Europe/Moscow', weekly: [], holidays: [], exceptions: {} };
const menu = { prompt: words, choices: { 1: { queue: 'billing' } }, answerMs: 4_000 };
/** Plain settings, rich ones, and ways out that nobody would write. */
const settings: fc.Arbitrary<CallSettings> = fc.oneof(
  fc.constantFrom<CallSettings>(SETTINGS, RICH, { ...RICH, menu }, { ...RICH, menu, greeting: null, recording: undefined, desk: null } as unknown as CallSettings),
  fc.record({ timeout: way, offline: way, 'operator-lost': way }).map((exits) => ({ ...RICH, exits })),
  way.map((closed) => ({ ...RICH, hours, exits: { closed } })),
);

/** The ordinary way is taken so often that the deep states are reached. */
const WAY: Happens[] = [
  { kind: 'connected' }, { kind: 'advised', advice: null }, { kind: 'said', what: 'greeting' }, { kind: 'said', what: 'greeting' },
  { kind: 'digit', digit: '1' }, { kind: 'digit', digit: '5' },
  { kind: 'queue', event: { kind: 'queued' } }, { kind: 'queue', event: { kind: 'offered', operator: 'op1', leg: 0 } },
  { kind: 'queue', event: { kind: 'reached', operator: 'op1', leg: 0 } }, { kind: 'alive', leg: 0 },
];
const give = (to: TransferTarget, mode: TransferMode): Happens =>
  ({ kind: 'command', command: { kind: 'transfer', commandId: 'z', callId: '7', operator: 'op1', mode, to } });
/** On to a colleague. */
const HAND: Happens[] = [...WAY, give({ operator: 'op2' }, 'consult'), { kind: 'dialled', leg: 1 }, { kind: 'legUp', leg: 1 }, { kind: 'alive', leg: 1 }];
/** Or to a number. */
const OUT: Happens[] = [...WAY, give({ number: '+74957654321' }, 'consult'), { kind: 'dialled', leg: 1 }, { kind: 'legUp', leg: 1 }, { kind: 'bye', leg: 0 }];
const BLIND: Happens[] = OUT.slice(0, -1).map((what) => (what.kind === 'command' ? give({ number: '+74957654321' }, 'blind') : what));
const again = (leg: number): Happens[] => [
  { kind: 'legGone', leg: leg - 1 }, { kind: 'queue', event: { kind: 'queued' } }, { kind: 'queue', event: { kind: 'reached', operator: 'op1', leg } }, { kind: 'alive', leg },
];
/** The operators vanish one after the other, the last while he gives the caller away. */
const LOST: Happens[] = [
  ...WAY, ...again(1), ...again(2), give({ operator: 'op2' }, 'blind'), { kind: 'dialled', leg: 3 }, { kind: 'bye', leg: 2 }, { kind: 'legGone', leg: 3 },
];
const LOST_TOO: Happens[] = [...LOST.slice(0, -4), { kind: 'legGone', leg: 2 }];
/** The same with the sign of life before the answer. */
const EARLY: Happens[] = [...WAY.slice(0, -2), { kind: 'alive', leg: 0 }, { kind: 'queue', event: { kind: 'reached', operator: 'op1', leg: 0 } }];
export const history = fc.record({
  settings,
  mayCall: fc.constantFrom(true, true, true, true, true, true, true, false),
  steps: fc.tuple(fc.constantFrom(WAY, EARLY, HAND, OUT, BLIND, LOST, LOST_TOO), fc.nat(LOST.length), fc.array(fc.tuple(fc.nat(40_000), happens), { maxLength: 25 })).map(
    ([usual, along, more]) => [...usual.slice(0, along).map((what) => [100, what] as const), ...more],
  ),
});
export type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a history on frozen states; `check` sees every state on the way. */
export function live({ settings: given, mayCall, steps }: History, check: (driven: Driven) => void = () => undefined): Driven {
  const localTime = given.hours ? { weekday: 1, minute: 0, date: '2026-11-23' } : null;
  let driven = alert(given, { mayCall, localTime });
  check(driven);
  let atMs = 0;
  for (const [passedMs, what] of steps) {
    atMs += passedMs;
    driven = input(driven, what, atMs);
    check(driven);
  }
  return driven;
}

/** Lets only time pass, as the one timer of the runner would. */
export function waitItOut(driven: Driven, check: (driven: Driven) => void = () => undefined): Driven {
  let left = driven;
  for (let i = 0; i < 400; i++) {
    const wake = wakeAtMs(left.state);
    if (wake === null) return left;
    left = input(left, { kind: 'tick' }, wake);
    check(left);
  }
  return left;
}

function input({ state, effects }: Driven, what: CallInput, atMs: number): Driven {
  const [next, more] = transition(deepFreeze(state), deepFreeze(what), atMs);
  return { state: next, effects: [...effects, ...more] };
}
