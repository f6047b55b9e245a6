import { describe, expect, it } from 'vitest';
import {
  alert, alive, bidden, bye, callerGone, connected, deeds, delivered, drop, end, enqueueAt, go, greeted, inQueue, inTalk, legGone, noAdvice,
  offerEnded, offered, queued, reached, SETTINGS, takeOut, tick, told, unserved,
} from './drive';

describe('greeting', () => {
  const greeting = go(alert(), [1, connected]);

  it('waits for the sentence and for the advice', () => {
    expect(go(greeting, [1.2, greeted]).state.at).toBe('greeting');
    expect(go(greeting, [1.2, noAdvice]).state.at).toBe('greeting');
    expect(go(greeting, [1.2, noAdvice], [3, greeted]).state.at).toBe('queueing');
  });

  it('waits for advice 1,500 ms at most, counted from the first event', () => {
    expect(go(greeting, [1.3, greeted], [1.4, tick]).state.at).toBe('greeting');
    expect(go(greeting, [1.3, greeted], [1.5, tick]).state.at).toBe('queueing');
  });

  it('is left after its longest length where the platform never says it is over', () => {
    expect(go(greeting, [2, noAdvice], [7, tick]).state.at).toBe('queueing');
  });

  it('without a sentence and a desk is no state to stay in', () => {
    expect(go(alert({ greeting: null, desk: null }), [1, connected]).state.at).toBe('queueing');
  });

  it.each([
    ['urgent', 'larger-first', 99], ['returning', 'larger-first', 75], ['ordinary', 'larger-first', 50],
    ['urgent', 'smaller-first', 1], ['returning', 'smaller-first', 25], ['ordinary', 'smaller-first', 50],
  ] as const)('[9.128] a caller of standing %s is enqueued %s as %i', (standing, smartQueuePriority, priority) => {
    const settings = { queue: { ...SETTINGS.queue, smartQueuePriority } };
    const queueing = go(alert(settings), [1, connected], [2, { kind: 'advised', advice: { standing } }], [3, greeted]);
    expect(queueing.effects).toContainEqual(enqueueAt(priority));
  });

  it('[9.70] on ACD v1 the most urgent is 1 whatever SmartQueue does', () => {
    const settings = { queue: { ...SETTINGS.queue, engine: 'acd' as const } };
    const advised = { kind: 'advised', advice: { standing: 'urgent' } } as const;
    expect(go(alert(settings), [1, connected], [2, advised], [3, greeted]).effects).toContainEqual(enqueueAt(1));
  });
});

describe('offers', () => {
  const ringing = go(inQueue(), [5, offered('op1')]);

  it('R1 go on to the next operator by the engine alone', () => {
    const second = go(ringing, [6, offerEnded('op1', 'rejected')], [6, offered('op2')]);
    expect(told(second).map((event) => ('offerId' in event ? `${event.kind} ${event.offerId}` : event.kind)).slice(2)).toEqual([
      'offered 7-1', 'offerEnded 7-1', 'offered 7-2',
    ]);
    expect(deeds(second, ringing)).toEqual([]);
  });

  it('are over some seconds after their ring limit, should the engine say nothing', () => {
    expect(go(ringing, [29, tick]).state.at).toBe('offered');
    expect(go(ringing, [30, tick]).state.at).toBe('waiting');
  });

  it('are not ended by what is said of another operator', () => {
    expect(go(ringing, [6, offerEnded('op2', 'rejected')]).state.at).toBe('offered');
  });

  it('R9 an answer that is told twice does not hang up the conversation', () => {
    const talking = inTalk();
    expect(deeds(go(talking, [12, reached('op1')]), talking)).toEqual([]);
    expect(deeds(go(talking, [12, reached('op2', 3)]), talking)).toEqual(['hangUpLeg']);
  });

  it('are not cut off by the end of patience', () => {
    const late = go(inQueue(), [300, offered('op1')], [303, tick]);
    expect(late.state.at).toBe('offered');
    expect(end(go(late, [320, offerEnded('op1', 'missed')], [322, bidden]))).toBe('unserved/timeout by system');
  });

  it('R9 the one who answers may be another than the one shown last', () => {
    const answered = go(ringing, [6, reached('op2')], [7, alive()]);
    expect(told(answered, 'bridged')).toEqual([{ kind: 'bridged', offerId: '7-2', operator: 'op2' }]);
    expect(told(answered, 'offerEnded')).toHaveLength(1);
  });

  it('a proof of life that comes before the answer is not lost', () => {
    const shown = go(inQueue(), [5, { kind: 'queue', event: { kind: 'offered', operator: 'op1', leg: 3 } }]);
    expect(go(shown, [6, alive(3)], [6, reached('op1', 3)]).state.at).toBe('talking');
  });
});

describe('proof of life', () => {
  const answered = go(inQueue(), [5, offered('op1')], [9, reached('op1')]);

  it('comes before the bridge, with music until then', () => {
    expect(deeds(answered).filter((deed) => deed === 'bridge')).toEqual([]);
    expect(deeds(go(answered, [10, alive()]), answered)).toEqual(['quiet', 'bridge']);
  });

  it('R10 none within 3 s: the leg is hung up and the caller queued again ahead of ordinary callers', () => {
    const lost = go(answered, [12, tick]);
    expect(lost.effects.slice(answered.effects.length)).toEqual([
      { do: 'hangUpLeg', leg: 0 }, { do: 'leaveQueue' }, { do: 'quiet' },
      { do: 'tell', event: { kind: 'operatorLost', offerId: '7-1', operator: 'op1', talkMs: 0 } },
      { do: 'say', what: 'operatorLost', prompt: SETTINGS.operatorLost }, enqueueAt(75),
    ]);
  });

  it('R10 none for 30 s, or the leg gone without bye: the same', () => {
    const talking = inTalk();
    for (const lost of [go(talking, [40, tick]), go(talking, [12, legGone()])]) {
      expect(lost.state.at).toBe('queueing');
      expect(told(lost, 'operatorLost')).toHaveLength(1);
    }
  });

  it('every alive gives 30 s more', () => {
    expect(go(inTalk(), [39, alive()], [68, tick]).state.at).toBe('talking');
    expect(go(inTalk(), [39, alive()], [69, tick]).state.at).toBe('queueing');
  });

  it('of another leg counts for nothing, and neither does its end', () => {
    expect(go(answered, [10, alive(9)]).state.at).toBe('reached');
    expect(go(answered, [10, legGone(9)]).state.at).toBe('reached');
    expect(go(inTalk(), [12, bye(9)], [12, legGone(9)], [17, tick]).state.at).toBe('talking');
    expect(go(inTalk(), [39, alive(9)], [40, tick]).state.at).toBe('queueing');
  });

  it('after bye does not prolong the call', () => {
    expect(end(go(inTalk(), [12, bye()], [13, alive()], [17, tick]))).toBe('completed/talk by operator');
  });

  it('R10 at most twice, then operator-lost', () => {
    const again = (from: ReturnType<typeof inTalk>, at: number, leg: number) =>
      go(from, [at, queued], [at, offered('op2')], [at, reached('op2', leg)], [at + 3, tick]);
    const third = again(again(go(inTalk(), [12, legGone()]), 20, 1), 30, 2);
    expect(end(go(third, [40, bidden]))).toBe('unserved/operator-lost by system');
  });

  it('music follows the sentence', () => {
    const lost = go(answered, [12, tick]);
    expect(deeds(go(lost, [14, { kind: 'said', what: 'operatorLost' }]), lost)).toEqual(['music']);
  });
});

describe('leaving', () => {
  it.each([
    ['before the verdict', go(alert(), [1, connected], [2, noAdvice], [3, greeted]), ['leaveQueue', 'deliver']],
    ['while waiting', inQueue(), ['leaveQueue', 'deliver']],
    ['while it rings', go(inQueue(), [5, offered('op1')]), ['leaveQueue', 'deliver']],
    ['after the answer', go(inQueue(), [5, reached('op1')]), ['hangUpLeg', 'leaveQueue', 'deliver']],
    ['in the conversation', inTalk(), ['hangUpLeg', 'leaveQueue', 'deliver']],
  ] as const)('R8 the caller %s: nobody is left ringing or talking to silence', (_when, from, expected) => {
    expect(deeds(go(from, [50, callerGone]), from)).toEqual(expected);
  });

  it('[9.82] a leg that comes up after the caller left is hung up', () => {
    const gone = go(inQueue(), [50, callerGone]);
    expect(deeds(go(gone, [51, reached('op1', 4)]), gone)).toEqual(['hangUpLeg']);
  });

  it('the session ends when the end is delivered and the caller is gone', () => {
    const hung = go(inTalk(), [20, bye()], [20, legGone()]);
    expect(go(hung, [21, callerGone], [25, tick]).state.at).toBe('draining');
    expect(go(hung, [21, delivered], [23, tick]).state.at).toBe('draining');
    expect(go(hung, [21, callerGone], [22, delivered]).state.at).toBe('ended');
    expect(go(hung, [21, delivered], [24, tick]).state.at).toBe('ended');
  });

  it('the session ends after 45 s whatever the desk does', () => {
    const gone = go(inQueue(), [50, callerGone]);
    expect(go(gone, [94, tick]).state.at).toBe('draining');
    expect(deeds(go(gone, [95, tick]), gone)).toEqual(['terminate']);
  });

  it('a caller who may not be served is refused, not hung up', () => {
    expect(deeds(alert({}, { mayCall: false }))).toEqual(['refuse', 'deliver']);
  });
});

describe('commands', () => {
  const ringing = go(inQueue(), [5, offered('op1')]);

  it.each([
    ['drop of another operator', ringing, drop('op2'), false, 'not-current'],
    ['drop of an earlier offer', ringing, drop('op1', '7-0'), false, 'not-current'],
    ['drop of the current offer', ringing, drop('op1', '7-1'), true, 'applied'],
    ['drop before an offer', inQueue(), drop('op1'), false, 'not-current'],
    ['drop after the answer', inTalk(), drop('op1'), false, 'answered'],
    ['drop after the end', go(ringing, [6, callerGone]), drop('op1'), false, 'ended'],
    ['take-out before the queue', alert(), takeOut, true, 'applied'],
    ['take-out of a ringing call', ringing, takeOut, true, 'applied'],
    ['take-out in the conversation', inTalk(), takeOut, false, 'answered'],
    ['something newer than this scenario', ringing, { kind: 'command', command: { kind: 'unknown', commandId: 'c1' } }, false, 'unknown-command'],
  ] as const)('R3 %s', (...[, from, command, applied, why]) => {
    const after = go(from, [60, command]);
    expect(told(after, 'commandResult')).toEqual([expect.objectContaining({ applied, why })]);
    expect(end(after) === 'dropped/operator by operator' || end(after) === 'dropped/supervisor by operator').toBe(applied);
  });

  it('R3 a drop rings nobody afterwards', () => {
    const dropped = go(ringing, [6, drop('op1')]);
    expect(deeds(dropped, ringing)).toEqual(['leaveQueue', 'hangUpCaller', 'deliver']);
    expect(told(dropped, 'offerEnded')).toEqual([{ kind: 'offerEnded', offerId: '7-1', operator: 'op1', cause: 'dropped' }]);
  });

  it('a repeated command is answered with what became of it', () => {
    const twice = go(ringing, [6, drop('op2')], [7, drop('op2')]);
    expect(told(twice, 'commandResult')).toEqual([
      { kind: 'commandResult', commandId: 'c1', applied: false, why: 'not-current' },
      { kind: 'commandResult', commandId: 'c1', applied: false, why: 'repeated' },
    ]);
  });

  it('an answer after the end is delivered before the session ends', () => {
    const gone = go(ringing, [6, callerGone], [7, drop('op1')]);
    expect(deeds(gone).filter((deed) => deed === 'deliver')).toHaveLength(2);
    expect(go(gone, [8, delivered]).state.at).toBe('ended');
  });
});

it('time never runs back', () => {
  expect(go(inTalk(), [5, tick]).state.facts.nowMs).toBe(10_000);
});

it('a refusal in mid-ring ends the offer too', () => {
  const refused = go(inQueue(), [5, offered('op1')], [6, unserved('offline')]);
  expect(told(refused, 'offerEnded')).toHaveLength(1);
  expect(refused.state.at).toBe('goodbye');
});
