import { describe, expect, test } from 'vitest';
import { connectionLine, lineDetail } from '../../../operator/state';
import { acd, all, end, ringing, send, statuses, talking, types, wait, write } from '../world';

describe('answering', () => {
  test('[R9] the offer that ends in the same tick leaves the operator free', () => {
    const page = ringing();
    send(page, { type: 'user.answer' });
    end(page);
    expect(connectionLine(page.state).line).toBe('on');
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['already-gone']);
  });

  test('[R9] a leg that never had sound was no conversation: no wrap-up', () => {
    const page = ringing();
    send(page, { type: 'user.answer' });
    send(page, { type: 'phone.connected', legId: 'leg' });
    end(page);
    expect(page.state.wrapUp).toBeNull();
    expect(connectionLine(page.state).line).toBe('on');
  });

  test('ACD v1: IN_SERVICE goes out at Connected and not before', () => {
    const page = ringing(acd());
    send(page, { type: 'user.answer' });
    expect(statuses(page)).toEqual(['OFFLINE', 'READY']);
    send(page, { type: 'phone.connected', legId: 'leg' });
    expect(statuses(page)).toEqual(['OFFLINE', 'READY', 'IN_SERVICE']);
  });

  test('SmartQueue sets its own statuses: nothing is asked while it rings and talks', () => {
    const page = talking();
    expect(statuses(page)).toEqual(['OFFLINE', 'READY']);
  });
});

describe('proof of life', () => {
  test('alive goes out with the sound, every second at first, since the scenario may have the leg later, then every 10 s', () => {
    const page = talking();
    const sent = () => all(page, 'phone.send').filter(({ text }) => text === 'alive').length;
    expect(sent()).toBe(1);
    wait(page, 3_000);
    const early = sent();
    wait(page, 30_000);
    expect({ early, later: sent() - early }).toEqual({ early: 4, later: 3 });
  });

  test('hanging up says goodbye first, so that nobody puts the caller back into the queue', () => {
    const page = talking();
    const effects = send(page, { type: 'user.hangUp' });
    expect(effects).toEqual([
      { type: 'phone.send', legId: 'leg', text: 'bye' }, { type: 'phone.hangUp', legId: 'leg' },
    ]);
  });

  test('an end that never comes is taken as come after 10 s', () => {
    const page = talking();
    send(page, { type: 'user.hangUp' });
    wait(page, 10_000);
    expect(connectionLine(page.state).line).toBe('wrap-up');
  });
});

describe('R24 a lost line', () => {
  test('is said while the talk goes on, and its clock runs to the real end', () => {
    const page = talking();
    send(page, { type: 'phone.media', legId: 'leg', ok: false });
    expect([connectionLine(page.state).line, lineDetail(page.state)?.kind]).toEqual(['talking', 'media-lost']);
    wait(page, 7_000);
    end(page);
    expect(page.state.wrapUp?.talkedMs).toBe(7_000);
  });

  test('R14 ends in the same wrap-up as any other end', () => {
    const page = talking();
    send(page, { type: 'phone.lost', why: 'network', jitter: 0 });
    expect(connectionLine(page.state).line).toBe('wrap-up');
    expect(page.state.wrapUp?.endedBy).toBe('network');
  });
});

describe('mute and hold', () => {
  test('hold is shown when the platform has confirmed it', () => {
    const page = talking();
    send(page, { type: 'user.hold', on: true });
    expect(page.state.talk?.held).toBe(false);
    send(page, { type: 'phone.held', legId: 'leg', ok: true, on: true });
    expect(lineDetail(page.state)?.kind).toBe('held');
  });

  test('a refused hold is said', () => {
    const page = talking();
    send(page, { type: 'user.hold', on: true });
    send(page, { type: 'phone.held', legId: 'leg', ok: false, on: true });
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['hold-failed']);
  });
});

describe('R14 every way out of a conversation', () => {
  test.each([
    ['the caller', () => ({}), 'caller'],
    ['the network', () => ({ network: true }), 'network'],
  ] as const)('%s: wrap-up, AFTER_SERVICE before it is shown', (_, how, endedBy) => {
    const page = talking(acd());
    write(page, 'важное');
    const effects = end(page, how());
    expect(types(effects)).toContain('phone.setStatus');
    expect(statuses(page).at(-1)).toBe('AFTER_SERVICE');
    expect(page.state.wrapUp?.endedBy).toBe(endedBy);
    expect(page.state.card?.comment).toBe('важное');
  });

  test('the operator', () => {
    const page = talking();
    send(page, { type: 'user.hangUp' });
    end(page);
    expect(page.state.wrapUp?.endedBy).toBe('operator');
  });
});
