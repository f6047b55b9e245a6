import { describe, expect, test } from 'vitest';
import type { LookUpAnswer } from '../../../contracts/desk-customers';
import { all, me, opened, ringing, send, talking, types, wait, write, wrappingUp, type Operator } from '../world';

const number = { raw: '+79161234567', e164: '+79161234567', display: '+7 916 123-45-67' };
const one = { id: 'c1', name: 'Анна', numbers: [], pageUrl: null };
const two = { id: 'c2', name: 'Борис', numbers: [], pageUrl: null };
const found = (...customers: (typeof one)[]): LookUpAnswer => ({ state: 'found', match: 'exact', number, customers });

function lookedUp(page: Operator, answer: LookUpAnswer | null, asked = page.state.card?.lookUp.asked ?? 0) {
  return send(page, { type: 'desk.lookedUp', callId: '7', asked, answer });
}

describe('R31 who is calling', () => {
  test('one exact hit is chosen, two are a list with nothing chosen', () => {
    const [single, several] = [ringing(), ringing()];
    lookedUp(single, found(one));
    lookedUp(several, found(one, two));
    expect([single.state.card?.chosenId, several.state.card?.chosenId]).toEqual(['c1', null]);
  });

  test('the choice is stored with the call', () => {
    const page = ringing();
    lookedUp(page, found(one, two));
    expect(send(page, { type: 'user.choose', customerId: 'c2' })).toContainEqual({ type: 'desk.choose', callId: '7', customerId: 'c2' });
  });
});

describe('R35 a slow look-up', () => {
  test('leaves the card usable, says so after its time, and is asked again by a click', () => {
    const page = talking();
    write(page, 'уже пишу');
    wait(page, 4_000);
    expect(page.state.card).toMatchObject({ comment: 'уже пишу', lookUp: { state: 'failed' } });
    expect(types(send(page, { type: 'user.lookUp' }))).toEqual(['desk.lookUp']);
  });

  test('a late answer counts where nothing was chosen', () => {
    const page = ringing();
    wait(page, 4_000);
    lookedUp(page, found(one));
    expect(page.state.card?.lookUp.state).toBe('found');
  });

  test('a late answer never overwrites the operator’s choice', () => {
    const page = ringing();
    lookedUp(page, found(one, two));
    send(page, { type: 'user.choose', customerId: 'c2' });
    send(page, { type: 'user.lookUp' });
    lookedUp(page, found(one));
    expect(page.state.card).toMatchObject({ chosenId: 'c2' });
    expect(page.state.card?.customers.map(({ id }) => id)).toEqual(['c2', 'c1']);
  });

  test('the answer to an older question is no answer to the newer one', () => {
    const page = ringing();
    wait(page, 4_000);
    send(page, { type: 'user.lookUp' });
    lookedUp(page, found(one), 1);
    expect(page.state.card?.lookUp.state).toBe('searching');
  });
});

describe('R32 «Клиент не найден»', () => {
  test('the number goes to a customer who is found by name', () => {
    const page = wrappingUp();
    lookedUp(page, { state: 'none', number });
    send(page, { type: 'user.search', query: 'Бор' });
    send(page, { type: 'desk.found', callId: '7', query: 'Бор', customers: [two] });
    expect(send(page, { type: 'user.attach', customerId: 'c2' })).toEqual([
      { type: 'desk.attach', callId: '7', customerId: 'c2', number: '+79161234567' },
    ]);
    send(page, { type: 'desk.attached', callId: '7', customer: two });
    expect(page.state.card).toMatchObject({ chosenId: 'c2', search: null, lookUp: { state: 'found' } });
  });

  test('an answer to what was typed before is not shown', () => {
    const page = wrappingUp();
    send(page, { type: 'user.search', query: 'Бор' });
    send(page, { type: 'desk.found', callId: '7', query: 'Бо', customers: [two] });
    expect(page.state.card?.search).toMatchObject({ state: 'searching', found: [] });
  });

  test('a failed attachment is said and can be tried again', () => {
    const page = wrappingUp();
    send(page, { type: 'user.search', query: 'Бор' });
    send(page, { type: 'desk.found', callId: '7', query: 'Бор', customers: [two] });
    send(page, { type: 'user.attach', customerId: 'c2' });
    send(page, { type: 'desk.attached', callId: '7', customer: null });
    expect([page.state.card?.search?.state, page.state.notices[0]?.kind]).toEqual(['done', 'attach-failed']);
  });
});

describe('R33 no number', () => {
  test('is not searched for customers, and a comment is still possible', () => {
    const page = talking();
    lookedUp(page, { state: 'no-number', number: { raw: 'anonymous', e164: null, display: 'anonymous' } });
    write(page, 'представился Петром');
    expect(page.state.card).toMatchObject({ customers: [], comment: 'представился Петром', lookUp: { state: 'no-number' } });
  });
});

describe('R37 the text', () => {
  test('is stored with every letter, from the talk on', () => {
    const page = talking();
    for (const text of ['п', 'пр', 'при']) write(page, text);
    expect(all(page, 'store.draft').map(({ draft }) => [draft.comment, draft.revision])).toEqual([['п', 1], ['пр', 2], ['при', 3]]);
  });

  test('of a call that never became a conversation waits among the drafts', () => {
    const page = ringing();
    write(page, 'знакомый номер');
    send(page, { type: 'phone.ended', legId: 'leg', elsewhere: false, network: false });
    expect(page.state.drafts).toMatchObject([{ callId: '7', comment: 'знакомый номер' }]);
  });

  test('a draft opened again keeps calls away until it is saved', () => {
    const page = opened(me());
    send(page, { type: 'desk.drafts', drafts: [{ callId: '5', number: '+7900', comment: 'было', customerId: null, revision: 1 }] });
    send(page, { type: 'user.openDraft', callId: '5' });
    expect([page.state.wrapUp?.leased, page.state.card?.comment, page.state.drafts]).toEqual([false, 'было', []]);
  });
});
