import { describe, expect, it } from 'vitest';
import type { CallSettings } from '../../contracts/call-settings';
import { deeds, go, inQueue, offered, offerEnded, reached, RICH, SETTINGS, tick, type Driven, type Happens } from './drive';

const position = (place: number, ewtMs: number | null): Happens => ({ kind: 'queue', event: { kind: 'waiting', position: place, ewtMs } });
const said: Happens = { kind: 'said', what: 'announcement' };
const { announcements } = RICH;
const noComfort = { announcements: { ...announcements, comfort: undefined } } as unknown as Partial<CallSettings>;

function sentences({ effects }: Driven): string[] {
  return effects.flatMap((effect) => (effect.do === 'say' && 'text' in effect.prompt ? [effect.prompt.text] : [])).slice(1);
}

/** In the queue since second 4; the first words are due 20 s after second 3, when the caller was enqueued. */
describe('position and expected wait', () => {
  it('are said first after their time, in two sentences, then the music again', () => {
    const told = go(inQueue(noComfort), [10, position(3, 400_000)], [23, tick], [25, said], [28, said]);
    expect(sentences(told)).toEqual(['You are number 3', 'About 10 minutes']);
    expect(deeds(told).slice(-3)).toEqual(['say', 'say', 'music']);
  });

  it('[9.68] are asked for where the engine does not push them', () => {
    const acd = { ...noComfort, queue: { ...SETTINGS.queue, engine: 'acd' as const } };
    const asked = go(inQueue(acd), [23, tick]);
    expect(deeds(asked).slice(-1)).toEqual(['askPosition']);
    expect(sentences(go(asked, [23.1, position(2, 0)]))).toEqual(['You are number 2']);
  });

  it.each([[null, undefined], [0, undefined], [1, 'About 5 minutes'], [300_000, 'About 5 minutes'], [300_001, 'About 10 minutes']])(
    'an estimate of %j ms is %j', (ewtMs, sentence) => {
      expect(sentences(go(inQueue(noComfort), [10, position(3, ewtMs)], [23, tick], [25, said]))[1]).toBe(sentence);
    });

  it('come at their interval, never more often than every 15 s', () => {
    const often = { announcements: { ...announcements, everyMs: 1_000, comfort: undefined, expectedWait: undefined } } as unknown as Partial<CallSettings>;
    const told = go(inQueue(often), [10, position(3, null)], [23, tick], [25, said], [30, tick], [31, said], [38, tick]);
    expect(sentences(told)).toHaveLength(2);
  });

  it('come only when better, where that is wished', () => {
    const better = { announcements: { ...announcements, onlyBetter: true, comfort: undefined, expectedWait: undefined } } as unknown as Partial<CallSettings>;
    const told = go(inQueue(better), [10, position(3, null)], [23, tick], [25, said], [83, tick], [90, position(2, null)], [143, tick]);
    expect(sentences(told)).toEqual(['You are number 3', 'You are number 2']);
  });

  it('are cut the moment an operator answers, and not gone on with', () => {
    const answered = go(inQueue(noComfort), [10, position(3, 400_000)], [23, tick], [24, offered('op1')], [24, reached('op1')]);
    expect(deeds(answered).slice(-2)).toEqual(['say', 'music']);
    expect(deeds(go(answered, [25, said]), answered)).toEqual([]);
  });

  it('[9.54] are over only when they themselves are over', () => {
    const speaking = go(inQueue(noComfort), [10, position(3, 400_000)], [23, tick]);
    expect(deeds(go(speaking, [24, { kind: 'said', what: 'operatorLost' }]), speaking)).toEqual([]);
  });

  it('wait while an operator rings', () => {
    const ringing = go(inQueue(noComfort), [10, position(3, null)], [20, offered('op1')], [23, tick]);
    expect(sentences(ringing)).toEqual([]);
    expect(sentences(go(ringing, [30, offerEnded('op1', 'missed')], [30.1, tick]))).toEqual(['You are number 3']);
  });
});

describe('comfort messages', () => {
  it('are not talked over by a position that comes late', () => {
    const acd = inQueue({ ...RICH, queue: { ...SETTINGS.queue, engine: 'acd' as const } });
    const comforted = go(acd, [24, tick], [49, tick]);
    expect(deeds(comforted, acd)).toEqual(['askPosition', 'say']);
    expect(deeds(go(comforted, [50, position(2, null)]), comforted)).toEqual([]);
  });

  it('come in turn, and never over another sentence', () => {
    const told = go(inQueue(RICH), [48, tick], [50, said], [93, tick]);
    expect(sentences(told)).not.toContain('Still here');
    const heard = go(inQueue({ announcements: { firstMs: 0, everyMs: 0, comfort: announcements?.comfort ?? { prompts: [], everyMs: 0 } } }), [48, tick], [49, tick], [50, said], [93, tick], [95, said], [138, tick]);
    expect(sentences(heard)).toEqual(['Please hold', 'Still here', 'Please hold']);
  });
});
