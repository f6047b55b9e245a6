import { describe, expect, test } from 'vitest';
import { connectionLine, lineDetail, mustGuard, unsentCount } from '../../../operator/state';
import { acd, all, closedLease, end, me, opened, ring, send, statuses, talking, types, wait, wrappingUp, write, type Operator } from '../world';

const saved = (page: Operator, ok = true) =>
  send(page, { type: 'store.saved', saveId: page.state.wrapUp?.saving?.saveId ?? '', ok });
const save = (page: Operator) => {
  send(page, { type: 'user.save' });
  return saved(page);
};

describe('R12 wrap-up', () => {
  test('no call rings in it: one that comes all the same is rejected and recorded', () => {
    const page = wrappingUp();
    const effects = ring(page, { callId: '8', legId: 'stray' });
    expect(types(effects)).toEqual(['phone.reject', 'desk.report']);
    expect(all(page, 'desk.report').at(-1)?.report).toMatchObject({ kind: 'rejected-unseen', why: 'wrap-up' });
  });

  test.each([['save'], ['cancel']] as const)('%s leads back to «Прием звонков разрешен»', (how) => {
    const page = wrappingUp();
    if (how === 'save') save(page);
    else send(page, { type: 'user.cancel' });
    expect(connectionLine(page.state).line).toBe('on');
    expect(statuses(page).at(-1)).toBe('READY');
  });

  test('a late automatic AFTER_SERVICE after a quick Save does not leave the operator deaf', () => {
    const page = wrappingUp();
    save(page);
    send(page, { type: 'phone.status', status: 'AFTER_SERVICE', foreign: false });
    expect(statuses(page).slice(-2)).toEqual(['READY', 'READY']);
  });
});

describe('R15 intake switched off in wrap-up', () => {
  test('keeps card and text, and takes effect when it closes', () => {
    const page = wrappingUp(acd());
    write(page, 'текст');
    send(page, { type: 'user.intakeOff' });
    expect([connectionLine(page.state).line, lineDetail(page.state)?.kind]).toEqual(['wrap-up', 'off-after-wrap-up']);
    expect([page.state.card?.comment, statuses(page).at(-1)]).toEqual(['текст', 'AFTER_SERVICE']);
    save(page);
    expect([connectionLine(page.state).line, statuses(page).at(-1)]).toEqual(['off', 'OFFLINE']);
  });
});

describe('R16 after a reload', () => {
  test('the open lease comes back with its draft; intake stays off', () => {
    const page = opened();
    send(page, { type: 'store.loaded', outbox: [], drafts: [{ callId: '7', number: '+7900', comment: 'было', customerId: null, revision: 3 }] });
    send(page, { type: 'desk.wrapUp', wrapUp: closedLease({ state: 'open', closedBy: null }), number: null });
    expect(page.state.wrapUp?.number).toBe('+7900');
    expect(page.state.card?.comment).toBe('было');
    expect(page.state.intake.on).toBe(false);
  });

  test('of two drafts of one call the higher revision counts', () => {
    const page = opened();
    const note = { callId: '7', number: '', customerId: null };
    send(page, { type: 'desk.drafts', drafts: [{ ...note, comment: 'новее', revision: 5 }] });
    send(page, { type: 'store.loaded', outbox: [], drafts: [{ ...note, comment: 'старее', revision: 2 }] });
    expect(page.state.drafts.map(({ comment }) => comment)).toEqual(['новее']);
  });
});

describe('R17 the limit', () => {
  test('is warned of, can be extended, and keeps the text as a draft', () => {
    const page = wrappingUp();
    write(page, 'не успел');
    wait(page, 180_000);
    expect(connectionLine(page.state).line).toBe('wrap-up');
    wait(page, 5_000);
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'limit' } });
    expect(page.state.drafts).toMatchObject([{ callId: '7', comment: 'не успел' }]);
  });

  test('without the desk the page keeps the limit itself, to the second', () => {
    const page = wrappingUp();
    send(page, { type: 'desk.down', retryInMs: null, signedOut: false });
    wait(page, 180_000);
    expect(page.state.wrapUp).toBeNull();
  });

  test('onLimit ready leaves intake on', () => {
    const intake = { ...me().intake, wrapUp: { limitMs: 180_000, warnMs: 30_000, onLimit: 'ready' as const } };
    const page = wrappingUp(me({ intake }));
    send(page, { type: 'desk.wrapUp', wrapUp: closedLease({ closedBy: 'limit' }), number: null });
    expect(connectionLine(page.state).line).toBe('on');
  });

  test('a supervisor’s release is said', () => {
    const page = wrappingUp();
    send(page, { type: 'desk.wrapUp', wrapUp: closedLease({ closedBy: 'supervisor' }), number: null });
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'supervisor' } });
  });

  test('the desk’s extension moves the end', () => {
    const page = wrappingUp();
    send(page, { type: 'user.extend' });
    send(page, { type: 'desk.wrapUp', wrapUp: closedLease({ state: 'open', closedBy: null, limitInMs: 300_000 }), number: null });
    expect(page.state.wrapUp?.limitAtMs).toBe(page.state.nowMs + 300_000);
  });
});

describe('R39 Save', () => {
  test('is accepted by the browser’s database and counted until the desk has it', () => {
    const page = wrappingUp();
    send(page, { type: 'desk.down', retryInMs: null, signedOut: false });
    write(page, 'итог');
    save(page);
    expect([unsentCount(page.state), mustGuard(page.state), connectionLine(page.state).line]).toEqual([1, true, 'on']);
    send(page, { type: 'desk.up' });
    const [delivery] = all(page, 'desk.deliver');
    send(page, { type: 'desk.delivered', saveId: delivery?.item.saveId ?? '', ok: true, jitter: 0 });
    expect([unsentCount(page.state), delivery?.item.comment]).toEqual([0, 'итог']);
  });

  test('a double click makes one save', () => {
    const page = wrappingUp();
    send(page, { type: 'user.save' });
    expect(send(page, { type: 'user.save' })).toEqual([]);
    expect(all(page, 'store.save')).toHaveLength(1);
  });

  test('what failed goes again with back-off under the same id', () => {
    const page = wrappingUp();
    save(page);
    const saveId = all(page, 'desk.deliver')[0]?.item.saveId ?? '';
    send(page, { type: 'desk.delivered', saveId, ok: false, jitter: 1 });
    expect(all(page, 'desk.deliver')).toHaveLength(1);
    wait(page, 1_000);
    expect(all(page, 'desk.deliver').map(({ item }) => item.saveId)).toEqual([saveId, saveId]);
  });

  test('a browser that keeps nothing asks the desk directly; if that fails the text stays', () => {
    const page = wrappingUp();
    write(page, 'итог');
    send(page, { type: 'user.save' });
    const saveId = page.state.wrapUp?.saving?.saveId ?? '';
    saved(page, false);
    send(page, { type: 'desk.delivered', saveId, ok: false, jitter: 0 });
    expect([page.state.wrapUp?.phase, page.state.card?.comment]).toEqual(['failed', 'итог']);
    send(page, { type: 'user.save' });
    expect(page.state.wrapUp?.saving?.saveId).toBe(saveId);
  });

  test('R38 an empty comment may be saved', () => {
    const page = wrappingUp();
    save(page);
    expect(all(page, 'store.save')[0]?.item.comment).toBe('');
  });
});

describe('«Сохранить звонок и создать клиента»', () => {
  test('opens its window in the click and sends it to the form when the save is accepted', () => {
    const page = wrappingUp();
    expect(types(send(page, { type: 'user.saveAndCreate' }))[0]).toBe('window.open');
    expect(saved(page)).toContainEqual({ type: 'window.toCreation', windowId: page.state.pageId + '-' + windowNumber(page), number: '+79161234567', callId: '7' });
  });

  test('a blocked window does not stop the save; one click opens the form', () => {
    const page = wrappingUp();
    send(page, { type: 'user.saveAndCreate' });
    send(page, { type: 'window.opened', windowId: `page-${windowNumber(page)}`, ok: false });
    saved(page);
    expect(page.state.wrapUp).toBeNull();
    expect(types(send(page, { type: 'user.openCreation' }))).toEqual(['window.toCreation']);
  });
});

function windowNumber(page: Operator): string {
  return all(page, 'window.open').at(-1)?.windowId.split('-').at(-1) ?? '';
}

describe('«Отмена»', () => {
  test('discards comment, draft and chosen customer, and tells the desk', () => {
    const page = talking();
    const asked = page.state.card?.lookUp.asked ?? 0;
    const customers = ['c1', 'c2'].map((id) => ({ id, name: 'А', numbers: [], pageUrl: null }));
    const number = { raw: '', e164: null, display: '' };
    send(page, { type: 'desk.lookedUp', callId: '7', asked, answer: { state: 'found', match: 'exact', number, customers } });
    send(page, { type: 'user.choose', customerId: 'c1' });
    end(page);
    const effects = send(page, { type: 'user.cancel' });
    expect(types(effects)).toEqual(expect.arrayContaining(['store.dropDraft', 'desk.choose', 'store.save']));
    expect(effects).toContainEqual({ type: 'desk.choose', callId: '7', customerId: null });
    expect([page.state.card, page.state.drafts, unsentCount(page.state)]).toEqual([null, [], 0]);
  });
});
