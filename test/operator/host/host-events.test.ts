import { expect, test } from 'vitest';
import { hostEvents, type HostEvent } from '../../../operator/host/host-events';
import type { PageState } from '../../../operator/state';
import { ready, ring, send, wait, type Happening, type Operator } from '../world';

const ANNA = { id: 'c1', name: 'Мария Соколова', pageUrl: null, numbers: [] };
const NUMBER = { raw: '+79161234567', e164: '+79161234567', display: '+7 916 123-45-67' };

/** What a host heard of all that the steps do; a step is an event or something to do with the page. */
function heard(page: Operator, steps: readonly (Happening | ((page: Operator) => void))[]): HostEvent[] {
  return steps.flatMap((step) => {
    const before: PageState = page.state;
    if (typeof step === 'function') step(page);
    else send(page, step);
    return hostEvents(before, page.state);
  });
}
const names = (events: readonly HostEvent[]) => events.map(({ name }) => name);
const detail = (events: readonly HostEvent[], name: HostEvent['name']) => events.find((event) => event.name === name)?.detail;
const lookedUp: Happening = { type: 'desk.lookedUp', callId: '7', asked: 1, answer: { state: 'found', match: 'exact', number: NUMBER, customers: [ANNA] } };
const connected: readonly Happening[] = [{ type: 'user.answer' }, { type: 'phone.connected', legId: 'leg' }, { type: 'phone.audio', legId: 'leg' }];
const hungUp: Happening = { type: 'phone.ended', legId: 'leg', elsewhere: false, network: false };

test('R57 a call from ring to save, each thing once and in order', () => {
  const page = ready();
  const events = heard(page, [
    (one) => ring(one), lookedUp, ...connected, (one) => wait(one, 5_000), hungUp, { type: 'user.save' },
    (one) => send(one, { type: 'store.saved', saveId: one.state.wrapUp?.saving?.saveId ?? '', ok: true }),
    (one) => send(one, { type: 'desk.delivered', saveId: one.state.outbox[0]?.saveId ?? '', ok: true, jitter: 0 }),
  ]);
  expect(names(events)).toEqual([
    'vox-ringing', 'vox-state', 'vox-customer', 'vox-state', 'vox-answered', 'vox-ended', 'vox-state', 'vox-state', 'vox-saved']);
  const call = { callId: '7', number: '+79161234567', direction: 'in' };
  expect(detail(events, 'vox-ringing')).toEqual(call);
  expect(detail(events, 'vox-answered')).toEqual(call);
  expect(detail(events, 'vox-customer')).toEqual({ ...call, customer: { id: 'c1', name: 'Мария Соколова', pageUrl: null } });
  expect(detail(events, 'vox-ended')).toEqual({ ...call, answered: true, talkedMs: 5_000 });
  expect(detail(events, 'vox-saved')).toEqual({ callId: '7', customerId: 'c1' });
  expect(events.filter(({ name }) => name === 'vox-state').map((event) => (event.detail as { state: string }).state)).toEqual(['ringing', 'talking', 'wrap-up', 'on']);
});

test('R57 a ring that nobody answered, and a leg without sound, ended unanswered', () => {
  expect(detail(heard(ready(), [(one) => ring(one), hungUp]), 'vox-ended')).toMatchObject({ answered: false, talkedMs: 0 });
  const silent = heard(ready(), [(one) => ring(one), ...connected.slice(0, 2), (one) => wait(one, 2_000), hungUp]);
  expect([names(silent).includes('vox-answered'), detail(silent, 'vox-ended')]).toEqual([false, expect.objectContaining({ answered: false, talkedMs: 0 })]);
});

test('R57 a save that the desk does not have yet is not told, and one given up is none', () => {
  const page = ready();
  const steps = [(one: Operator) => ring(one), ...connected, hungUp];
  expect(names(heard(page, [...steps, { type: 'user.cancel' }]))).not.toContain('vox-saved');
  const other = ready();
  const events = heard(other, [...steps, { type: 'user.save' }, (one) => send(one, { type: 'store.saved', saveId: one.state.wrapUp?.saving?.saveId ?? '', ok: true })]);
  expect(names(events)).not.toContain('vox-saved');
});

test('R57 a save that only the desk could keep is told', () => {
  const page = ready();
  const events = heard(page, [
    (one) => ring(one), ...connected, hungUp, { type: 'user.save' },
    (one) => send(one, { type: 'store.saved', saveId: one.state.wrapUp?.saving?.saveId ?? '', ok: false }),
    (one) => send(one, { type: 'desk.delivered', saveId: one.state.wrapUp?.saving?.saveId ?? '', ok: true, jitter: 0 }),
  ]);
  expect(names(events).filter((name) => name === 'vox-saved')).toHaveLength(1);
});

test('R95 a call out with a customer: chosen as soon as it is answered, kept whatever the look-up says, named by the desk', () => {
  const page = ready();
  const line = { number: '+79031112233', destination: '79031112233', headers: {}, expiresInMs: 60_000 };
  const events = heard(page, [
    { type: 'user.callOut', number: '+79031112233', about: null, customerId: 'c9' },
    (one) => send(one, { type: 'desk.outbound', dialId: one.state.dial?.legId ?? '', line }),
    (one) => wait(one, 2_000),
    (one) => send(one, { type: 'phone.connected', legId: one.state.dial?.legId ?? '', callId: '9' }),
    (one) => send(one, { type: 'phone.audio', legId: one.state.talk?.legId ?? '' }),
    { type: 'desk.chosen', callId: '9', customer: { ...ANNA, id: 'c9' } },
    { type: 'desk.lookedUp', callId: '9', asked: 1, answer: { state: 'found', match: 'exact', number: NUMBER, customers: [ANNA] } },
  ]);
  expect(page.effects).toContainEqual({ type: 'desk.choose', callId: '9', customerId: 'c9' });
  expect(page.state.card).toMatchObject({ chosenId: 'c9', customers: [{ id: 'c9' }, { id: 'c1' }] });
  expect(detail(events, 'vox-answered')).toEqual({ callId: '9', number: '+79031112233', direction: 'out' });
  expect(detail(events, 'vox-customer')).toMatchObject({ callId: '9', direction: 'out', customer: { id: 'c9' } });
});
