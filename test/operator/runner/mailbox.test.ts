import { describe, expect, test } from 'vitest';
import { initialState, reduce, type Effect } from '../../../operator/state';
import { createMailbox } from '../../../operator/runner/mailbox';
import { happeningOf } from '../../../operator/runner/on-message';
import { me } from '../world';

describe('the mailbox', () => {
  test('takes one event at a time: what an effect sends waits for its turn', () => {
    const order: string[] = [];
    const mailbox = createMailbox({
      reduce, initial: initialState('p', 0), clock: { nowMs: () => 1 },
      run: (effect: Effect) => {
        order.push(effect.type);
        if (effect.type === 'desk.leadership') mailbox.dispatch({ type: 'desk.leadership', leadership: { leads: true, expiresInMs: 0, takenOver: false } });
      },
    });
    mailbox.dispatch({ type: 'desk.profile', me: me() });
    mailbox.dispatch({ type: 'desk.up' });
    expect(order).toEqual(['desk.leadership', 'desk.askCurrent', 'phone.connect', 'desk.presence']);
  });

  test('shows a state only when its effects are on their way', () => {
    const seen: string[] = [];
    const mailbox = createMailbox({ reduce, initial: initialState('p', 0), clock: { nowMs: () => 1 }, run: (effect) => seen.push(effect.type) });
    mailbox.subscribe(() => seen.push('shown'));
    mailbox.dispatch({ type: 'desk.profile', me: me() });
    mailbox.dispatch({ type: 'desk.up' });
    expect(seen).toEqual(['shown', 'desk.leadership', 'shown']);
  });
});

describe('live messages', () => {
  test.each([
    [{ type: 'pong' }, null],
    [{ type: 'saved', callId: '7', saveId: 's' }, { type: 'desk.delivered', saveId: 's', ok: true, jitter: 0 }],
    [{ type: 'holdoutOver', callId: '7', why: 'answered' }, { type: 'desk.holdoutOver', callId: '7' }],
  ] as const)('%o', (message, happening) => expect(happeningOf(message)).toEqual(happening));
});
