import { describe, expect, it } from 'vitest';
import {
  alert, bidden, callerGone, connected, deeds, digit, end, enqueueAt, go, greeted, inQueue, inTalk, legGone, noAdvice, offered, queued,
  RICH, tick, told, unserved, type Happens,
} from './drive';

const up = (leg: number): Happens => ({ kind: 'legUp', leg });
const dialled = (leg: number | null): Happens => ({ kind: 'dialled', leg });
const over = (seconds: number): Happens => ({ kind: 'messageOver', seconds });
const rich = () => inQueue(RICH);
const inGreeting = go(alert(RICH), [1, connected], [2, noAdvice]);

describe('greeting with a recording notice', () => {
  it('says both before the queue', () => {
    expect(go(inGreeting, [3, greeted]).state.at).toBe('greeting');
    expect(go(inGreeting, [3, greeted], [5, greeted]).state.at).toBe('queueing');
  });
});

describe('next queue', () => {
  const second = go(waitingIn(RICH), [305, tick], [306, bidden], [307, queued]);

  it('follows the maximum wait, with its own', () => {
    expect(second.effects).toContainEqual(enqueueAt(50, 'second'));
    expect(told(second, 'queued')).toMatchObject([{ queue: 'center' }, { queue: 'second' }]);
    expect(second.state.at).toBe('waiting');
  });

  it('goes on to the rest of its way, and never round again', () => {
    const asked = go(second, [366, tick]);
    expect(asked.state.at).toBe('asking');
    expect(end(go(asked, [400, tick]))).toBe('unserved/timeout by system');
  });

  it('offers like the first', () => {
    expect(end(go(second, [310, offered('op1')], [312, callerGone]))).toBe('abandoned/ringing by caller');
  });
});

describe('another number', () => {
  const ringing = go(rich(), [9, unserved('offline')], [9, dialled(4)]);

  it('is called from the number that was dialled', () => {
    expect(ringing.effects).toContainEqual({ do: 'callNumber', number: '+74957654321', from: '+74951234567' });
  });

  it('is bridged when it answers, and the conversation ends with either side', () => {
    const talk = go(ringing, [15, up(4)]);
    expect(go(ringing, [15, up(9)]).state.at).toBe('forwarding');
    expect(deeds(talk, ringing)).toEqual(['quiet', 'bridge']);
    expect(end(go(talk, [60, legGone(4)]))).toBe('completed/talk by operator');
    expect(deeds(go(talk, [60, callerGone]), talk)).toEqual(['hangUpLeg', 'deliver']);
  });

  it.each([['does not answer', [30, tick]], ['is busy', [12, legGone(4)]], ['cannot be called', [9, dialled(null)]]] as const)(
    '%s: the way goes on', (_what, happens) => {
      expect(go(ringing, [...happens]).state.at).toBe('voicemail');
    });

  it('R8 is not left ringing by a caller who hangs up', () => {
    expect(deeds(go(ringing, [12, callerGone]), ringing)).toEqual(['hangUpLeg', 'deliver']);
    expect(end(go(ringing, [12, callerGone]))).toBe('abandoned/ringing by caller');
  });
});

describe('voicemail', () => {
  const intro = go(rich(), [9, unserved('offline')], [9, dialled(null)]);
  const recording = go(intro, [12, bidden], [13, bidden]);

  it('records after intro and tone, never before', () => {
    expect(deeds(go(intro, [12, bidden]), intro)).toEqual(['say']);
    expect(deeds(recording).slice(-2)).toEqual(['quiet', 'recordMessage']);
  });

  it.each([['at its limit', [73, tick]], ['at #', [20, digit('#')]], ['at hang-up', [20, callerGone]]] as const)(
    'stops %s and keeps what was said', (_when, happens) => {
      const stopped = go(recording, [...happens]);
      expect(deeds(stopped).slice(-1)).toEqual(['stopMessage']);
      expect(end(go(stopped, [74, over(7)]))).toMatch(/^voicemail\/recorded/);
    });

  it('is stopped when a handler throws', () => {
    expect(deeds(go(recording, [20, { kind: 'fault' }]), recording)).toEqual(['stopMessage', 'hangUpCaller', 'deliver']);
  });

  it('tells where the message is', () => {
    const kept = go(recording, [13, { kind: 'recording', url: 'https://records/1' }], [20, digit('#')], [20, over(7)]);
    expect(told(kept, 'ended')).toMatchObject([{ records: ['https://records/1'] }]);
  });

  it.each([['nothing was said', [14, over(0)]], ['the caller left in the intro', null]] as const)('is empty where %s', (_what, happens) => {
    const empty = happens ? go(recording, [...happens]) : go(intro, [11, callerGone]);
    expect(end(empty)).toMatch(/^voicemail\/empty/);
  });

  it('ends without the recorder\'s last word too', () => {
    expect(end(go(recording, [20, digit('#')], [25, tick]))).toBe('voicemail/empty by system');
  });
});

describe('callback', () => {
  it('is asked for by the digit, confirmed by the same, with the number read out', () => {
    const asked = go(rich(), [10, digit('1')]);
    expect(asked.effects).toContainEqual(expect.objectContaining({ do: 'say', prompt: expect.objectContaining({ text: 'Call back 7 9 1 6 1 2 3 4 5 6 7?' }) as unknown }));
    const wished = go(asked, [12, digit('1')]);
    expect(deeds(wished, asked)).toEqual(['leaveQueue', 'say']);
    expect(end(go(wished, [14, bidden]))).toBe('callback/requested by caller');
  });

  it('keeps the place in the queue until it is confirmed', () => {
    expect(go(rich(), [10, digit('1')], [11, offered('op1')]).state.at).toBe('offered');
    expect(deeds(go(rich(), [10, digit('1')]))).not.toContain('leaveQueue');
  });

  it.each([['another digit', [12, digit('5')]], ['silence', [30, tick]]] as const)('is dropped by %s, and the music goes on', (_what, happens) => {
    const asked = go(rich(), [10, digit('1')]);
    const back = go(asked, [...happens]);
    expect([back.state.at, deeds(back, asked)]).toEqual(['waiting', ['music']]);
    expect(back.state.facts.confirmUntilMs).toBeNull();
  });

  it('ends a ringing offer', () => {
    const wished = go(rich(), [10, digit('1')], [11, offered('op1')], [12, digit('1')]);
    expect(told(wished, 'offerEnded')).toMatchObject([{ cause: 'cancelled' }]);
  });

  it('is not offered to a caller without a number', () => {
    const hidden = go(alert({ ...RICH, callers: {} }, { from: null }), [1, connected], [2, noAdvice], [3, greeted], [4, greeted], [5, queued]);
    expect(deeds(go(hidden, [10, digit('1')]), hidden)).toEqual([]);
  });

  it('is the way out where the caller wants it', () => {
    const asked = go(waitingIn(RICH), [305, tick], [306, bidden], [307, queued], [366, tick]);
    expect(end(go(asked, [370, digit('1')], [372, bidden]))).toBe('callback/requested by caller');
  });
});

describe('who first, who not', () => {
  it('a listed caller goes first', () => {
    const urgent = go(alert(RICH, { from: '+79160000001' }), [1, connected], [2, noAdvice], [3, greeted], [4, greeted]);
    expect(urgent.effects).toContainEqual(enqueueAt(99));
  });

  it.each([['+79160000002', 'blocked/block-list'], [null, 'blocked/hidden-number']])('%s is refused before the answer: %s', (from, expected) => {
    const refused = alert(RICH, { from });
    expect(end(refused)).toBe(`${expected} by system`);
    expect(deeds(refused)).toEqual(['refuse', 'deliver']);
  });

  it('the desk says who floods', () => {
    const flood = go(alert(RICH), [1, connected], [2, { kind: 'advised', advice: { blocked: true, blockedFor: 'flood' } }]);
    expect(end(flood)).toBe('blocked/flood by system');
  });
});

describe('recording', () => {
  it('begins at the bridge, once, and is told at the end', () => {
    const talk = inTalk(RICH);
    expect(deeds(talk).filter((deed) => deed === 'record')).toHaveLength(1);
    const again = go(talk, [11, { kind: 'recording', url: 'r1' }], [12, legGone()], [13, queued], [14, offered('op2')],
      [15, { kind: 'queue', event: { kind: 'reached', operator: 'op2', leg: 1 } }], [16, { kind: 'alive', leg: 1 }]);
    expect(deeds(again).filter((deed) => deed === 'record')).toHaveLength(1);
    expect(told(go(again, [20, callerGone]), 'ended')).toMatchObject([{ records: ['r1'] }]);
  });

  it('is nothing where it is not wished', () => {
    expect(deeds(inTalk())).not.toContain('record');
  });
});

function waitingIn(settings: typeof RICH) {
  return inQueue(settings);
}
