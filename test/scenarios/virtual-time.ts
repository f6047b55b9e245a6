import { vi } from 'vitest';

/** Runs the machine's timers to a moment, `seconds` from now, and lets promises settle. */
export async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
}

export const EPOCH = new Date('2026-11-23T09:00:00.000Z');

export function stopTheClock(): void {
  vi.useFakeTimers({ now: EPOCH, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
}
