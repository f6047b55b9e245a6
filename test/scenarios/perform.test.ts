import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEffect } from '../../scenarios/call/effect';
import type { CallInput } from '../../scenarios/call/input';
import type { Hands } from '../../scenarios/effects/hands';
import { perform } from '../../scenarios/effects/perform';
import { FakeCall, installPlatform } from './fake-platform';

/** What the machine hears of what the platform refuses: without it the call would wait for ever. */
describe('what the platform refuses is told', () => {
  let posted: CallInput[];
  let caller: FakeCall;
  let hands: Hands;
  beforeEach(() => {
    installPlatform();
    posted = [];
    caller = new FakeCall('79161234567');
    const legs = [new FakeCall('op1'), new FakeCall('op2')];
    const log = () => undefined;
    hands = {
      wiring: { caller, log, guard: () => () => undefined, arrival: { from: '+79161234567', callId: '7' }, settings: { franchise: 'center' } },
      post: (input: CallInput) => posted.push(input),
      legs: { byNumber: (leg: number) => legs[leg], numberOf: () => 5 },
      callerGone: false,
    } as unknown as Hands;
  });
  afterEach(() => vi.unstubAllGlobals());

  const engine = (methods: object) => Object.assign(VoxEngine, methods);
  const refuse = () => {
    throw new Error('refused');
  };
  const after = (effect: CallEffect): CallInput[] => {
    perform(hands, effect);
    return posted;
  };

  it.each([0, 9])('two legs that cannot be joined: the other side is gone (leg %i and a colleague)', (leg) => {
    engine({ sendMediaBetween: refuse });
    expect(after({ do: 'join', leg, other: 1 })).toEqual([{ kind: 'legGone', leg: 1 }]);
  });

  it('joined legs are told by nobody', () => {
    expect(after({ do: 'join', leg: 0, other: 1 })).toEqual([]);
  });

  it('a number that cannot be called, and one that can', () => {
    engine({ callPSTN: refuse });
    perform(hands, { do: 'callNumber', number: '+74951234567', from: '+74957654321' });
    engine({ callPSTN: () => new FakeCall() });
    expect(after({ do: 'callNumber', number: '+74951234567', from: '+74957654321' })).toEqual([{ kind: 'dialled', leg: null }, { kind: 'dialled', leg: 5 }]);
  });

  it('a message that cannot be recorded is over', () => {
    engine({ createRecorder: refuse });
    expect(after({ do: 'recordMessage' })).toEqual([{ kind: 'messageOver', seconds: 0 }]);
  });

  it('a caller who is gone is not touched any more', () => {
    hands.callerGone = true;
    perform(hands, { do: 'hangUpCaller' });
    expect(caller.deeds).toEqual([]);
  });
});
