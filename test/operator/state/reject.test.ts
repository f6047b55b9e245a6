import { describe, expect, test } from 'vitest';
import { connectionLine } from '../../../operator/state';
import { acd, all, end, me, ready, ring, ringing, send, statuses, types, wait } from '../world';

const pass = { type: 'user.reject', how: 'pass' } as const;
const drop = { type: 'user.reject', how: 'drop' } as const;

describe('R4 «Отклонить» reaches the platform', () => {
  test('passing on rejects the leg and holds this operator out', () => {
    const page = ringing();
    expect(types(send(page, pass)).slice(0, 2)).toEqual(['phone.reject', 'desk.report']);
    expect(connectionLine(page.state)).toMatchObject({ line: 'paused', reason: { kind: 'passed-on' } });
  });

  test('the hold-out asks for ONLINE, its end for READY', () => {
    const page = ringing();
    send(page, pass);
    wait(page, 30_000);
    expect(statuses(page)).toEqual(['OFFLINE', 'READY', 'ONLINE', 'READY']);
  });

  test('the desk may end the hold-out before its time', () => {
    const page = ringing();
    send(page, pass);
    send(page, { type: 'desk.holdoutOver', callId: '7' });
    expect(connectionLine(page.state).line).toBe('on');
  });

  test('the default of the config decides what the button does', () => {
    const page = ringing(me({ intake: { ...me().intake, rejectDefault: 'drop' } }));
    send(page, { type: 'user.reject', how: 'default' });
    expect(all(page, 'desk.drop')).toHaveLength(1);
    expect(all(page, 'phone.reject')).toHaveLength(0);
  });
});

describe('R1 a call that was passed on does not ring here again', () => {
  test('it is rejected without ringing, and that is no miss', () => {
    const page = ringing();
    send(page, pass);
    const effects = ring(page, { legId: 'again' });
    expect(types(effects)).toEqual(['phone.reject', 'desk.report']);
    expect(page.state.offer).toBeNull();
    expect(page.state.intake.missesInRow).toBe(0);
  });

  test('another call rings', () => {
    const page = ringing();
    send(page, pass);
    ring(page, { legId: 'other', callId: '8' });
    expect(connectionLine(page.state).line).toBe('ringing');
  });
});

describe('R3 dropping', () => {
  test('waits for the session and leaves nobody banned', () => {
    const page = ringing();
    const [command] = all(page, 'desk.drop').concat(send(page, drop).filter((effect) => effect.type === 'desk.drop'));
    send(page, { type: 'desk.commandResult', outcome: { commandId: command?.commandId ?? '', applied: true, why: 'applied' } });
    send(page, { type: 'phone.status', status: 'BANNED', foreign: false });
    expect(statuses(page).slice(-2)).toEqual(['ONLINE', 'READY']);
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['dropped']);
  });

  test.each([
    ['no answer within a second', (page: ReturnType<typeof ringing>) => wait(page, 1_000)],
    ['an answer that says no', (page: ReturnType<typeof ringing>) => {
      const commandId = page.state.offer?.drop?.commandId ?? '';
      return send(page, { type: 'desk.commandResult', outcome: { commandId, applied: false, why: 'answered' } });
    }],
  ])('%s passes the call on and says so', (_, act) => {
    const page = ringing();
    send(page, drop);
    expect(act(page).map(({ type }) => type)).toContain('phone.reject');
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['drop-failed']);
  });

  test('with the desk out of reach it passes at once', () => {
    const page = ringing();
    send(page, { type: 'desk.down', retryInMs: null, signedOut: false });
    expect(types(send(page, drop))).toContain('phone.reject');
  });
});

describe('R11 a second ring', () => {
  test.each([['7'], ['8'], [null]])('while one rings is rejected at the platform (call %s)', (callId) => {
    const page = ringing();
    expect(types(ring(page, { legId: 'second', callId }))).toContain('phone.reject');
    expect(page.state.offer?.legId).toBe('leg');
  });
});

describe('R6 a ban', () => {
  test('that no reject or miss explains is lifted at once by ONLINE and READY', () => {
    const page = ready(acd());
    send(page, { type: 'phone.status', status: 'BANNED', foreign: false });
    expect(statuses(page)).toEqual(['OFFLINE', 'READY', 'ONLINE', 'READY']);
  });

  test('after a miss stands until its time, is shown, and goes with one click', () => {
    const page = ringing();
    wait(page, 20_000);
    end(page);
    send(page, { type: 'phone.status', status: 'BANNED', foreign: false });
    expect(connectionLine(page.state)).toMatchObject({ line: 'paused', reason: { kind: 'missed' } });
    send(page, { type: 'user.resume' });
    expect(connectionLine(page.state).line).toBe('on');
    expect(page.state.sync.platform).toBe('READY');
  });

  test('a ring that ends early was the caller’s doing, not a miss', () => {
    const page = ringing();
    wait(page, 5_000);
    end(page);
    expect(page.state.intake.missesInRow).toBe(0);
    expect(page.state.notices.map(({ kind }) => kind)).toEqual(['caller-left']);
  });
});

describe('R7 misses in a row', () => {
  test('switch intake off with the reason, and one click brings it back', () => {
    const page = ringing();
    for (const callId of ['8', '9', '10']) {
      wait(page, 20_000);
      end(page);
      wait(page, 60_000);
      if (callId !== '10') ring(page, { callId });
    }
    expect(connectionLine(page.state)).toEqual({ line: 'paused', reason: { kind: 'misses', count: 3 } });
    expect(page.state.sync.platform).toBe('OFFLINE');
    send(page, { type: 'user.intakeOn' });
    expect(page.state.readiness.phase).toBe('checking');
  });

  test('an answered call counts from nought again', () => {
    const page = ringing();
    wait(page, 20_000);
    end(page);
    wait(page, 60_000);
    ring(page, { callId: '8', legId: 'leg2' });
    send(page, { type: 'user.answer' });
    send(page, { type: 'phone.connected', legId: 'leg2' });
    expect(page.state.intake.missesInRow).toBe(0);
  });
});
