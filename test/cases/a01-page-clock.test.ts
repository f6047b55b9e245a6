import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeskToPage } from '../../contracts/desk-live';
import { epochMs, wallMs } from '../../contracts/time';
import { browserClock, type PageClock } from '../../operator/clock';
import { createLive } from '../../operator/desk/live';
import { createTexts } from '../../operator/locale';
import { connectionLine, fromStored, toStored, wallAt, type Clocks, type OutboxItem } from '../../operator/state';
import { lineText } from '../../operator/view/line';
import { createManualClock, NOON } from '../desk/support/manual-clock';
import { end, ringing, wait } from '../operator/world';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

describe('the browser\'s clock', () => {
  afterEach(() => { vi.useRealTimers(); });

  test.each([-DAY_MS, -25_000, 25_000, DAY_MS])('A1 set by %i ms it measures on as before, and shows what it was set to', (byMs) => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    const before = browserClock.nowMs();
    vi.setSystemTime(NOON + byMs);
    expect(browserClock.nowMs() - before).toBeLessThan(1_000);
    expect(epochMs(browserClock.wall())).toBe(NOON + byMs);
    expect(epochMs(wallAt(browserClock, browserClock.nowMs() + 60_000)) - (NOON + byMs)).toBeCloseTo(60_000, -1);
  });
});

test('A1 until when a pause lasts is told by the clock on the operator\'s wall, whatever it is set to', () => {
  const page = ringing();
  wait(page, 20_000);
  end(page);
  const { state } = page;
  const at = (wallEpochMs: number) => lineText(connectionLine(state), {
    state, texts: createTexts('ru'), clocks: { nowMs: () => state.nowMs, wall: () => wallMs(wallEpochMs) } });
  const noon = new Date(2026, 2, 10, 12).getTime();
  expect([at(noon), at(noon + HOUR_MS)]).toEqual([expect.stringContaining('12:01:00'), expect.stringContaining('13:01:00')]);
});

describe('what the browser keeps over page loads', () => {
  const item = (saveId: string, order: number, savedAtMs: number): OutboxItem =>
    ({ saveId, order, savedAtMs, callId: '7', kind: 'save', comment: 'т', customerId: null, sending: false, attempts: 0, retryAtMs: 0 });
  const clocks = (nowMs: number, wallMs: number): Clocks => {
    const machine = createManualClock(wallMs);
    return { nowMs: () => nowMs, wall: machine.wall };
  };

  test('A1 a save is as old in the next page load, whose clock begins anew', () => {
    const kept = [toStored(item('a', 1, 40_000), clocks(50_000, NOON))];
    expect(fromStored(kept, clocks(2_000, NOON + 30_000))).toEqual([item('a', 1, 2_000 - 40_000)]);
  });

  test('A1 saves go in the order in which they were made, though the clock was set back between them', () => {
    const kept = [toStored(item('later', 2, 60_000), clocks(60_000, NOON - DAY_MS)), toStored(item('earlier', 1, 50_000), clocks(50_000, NOON))];
    expect(fromStored(kept, clocks(0, NOON)).map(({ saveId }) => saveId)).toEqual(['earlier', 'later']);
  });
});

/** The desk's end of the live channel, in the test's hands. */
class TestSocket {
  static readonly OPEN = 1;
  static opened: TestSocket[] = [];
  readonly readyState = 1;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor() {
    TestSocket.opened.push(this);
  }

  send(): void { return undefined; }
  close(): void { this.onclose?.(); }
  tell(message: DeskToPage): void { this.onmessage?.({ data: JSON.stringify(message) }); }
}

describe('a machine that sleeps (R22)', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    TestSocket.opened = [];
  });

  /** A page whose own clock stands still in sleep, beside a desk whose clock goes on. */
  function openChannel() {
    vi.stubGlobal('WebSocket', TestSocket);
    const machine = createManualClock(0);
    const seen: string[] = [];
    const clock: PageClock = {
      nowMs: machine.now, wall: machine.wall, everySecond: () => () => undefined,
      after: (delayMs, fn) => {
        const timer = machine.after(delayMs, fn);
        return () => timer.cancel();
      },
    };
    const live = createLive({
      clock, base: 'http://desk.example', pageId: 'p', session: () => 's', renew: async () => undefined, onMessage: () => undefined,
      onUp: () => seen.push('up'), onDown: () => seen.push('down'), onSlept: () => seen.push('slept'),
    });
    live.open();
    const welcome = (deskMs: number) => TestSocket.opened.at(-1)?.tell({
      type: 'welcome', wrapUp: null, leadership: { leads: true, expiresInMs: 15_000, takenOver: false }, deskMs });
    const goOn = (ms: number) => {
      for (let gone = 0; gone < ms; gone += 1_000) {
        machine.advance(1_000);
        live.tick();
      }
    };
    return { machine, seen, welcome, goOn, socket: () => TestSocket.opened.at(-1) };
  }

  test('A1 its own clock stood still: the desk\'s tells when the channel is back, whatever the clock on the wall shows', () => {
    const { machine, seen, welcome, goOn } = openChannel();
    welcome(NOON);
    machine.setWall(DAY_MS);
    goOn(16_000);
    expect(seen).toEqual(['up', 'down']);
    goOn(1_000);
    welcome(NOON + HOUR_MS);
    expect(seen).toEqual(['up', 'down', 'up', 'slept']);
  });

  test.each([-DAY_MS, HOUR_MS, DAY_MS])('A1 a clock that was set by %i ms is no sleep, and no line is given up for it', (byMs) => {
    const { machine, seen, welcome, goOn, socket } = openChannel();
    welcome(NOON);
    machine.setWall(byMs);
    goOn(10_000);
    socket()?.tell({ type: 'pong', deskMs: NOON + 10_000 });
    goOn(14_000);
    expect(seen).toEqual(['up']);
    socket()?.close();
    goOn(1_000);
    welcome(NOON + 25_000);
    expect(seen).toEqual(['up', 'down', 'up']);
  });
});
