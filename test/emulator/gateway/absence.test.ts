import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { watchAbsence } from '../../../emulator/gateway/absence';
import type { Services } from '../../../emulator/gateway/services';
import type { Session } from '../../../emulator/gateway/session';

function createWorld(offlineGraceSeconds: '0' | '20' | '60' = '20') {
  const clock = new VirtualClock();
  const told: string[] = [];
  const presence = {
    setSystemStatus: (userId: number, queueType: string, status: string) => told.push(`${userId} ${queueType} ${status}`),
  };
  const sessions = new Set<Session>();
  const services = { clock, sessions, cloud: { switches: { offlineGraceSeconds }, queues: { presence } } } as unknown as Services;
  const signIn = (userId: number, queueType: 'acd' | 'smartqueue' = 'acd') => {
    const session = { services, queueType, isReachable: true, operator: { user: { id: userId } } } as Session;
    sessions.add(session);
    return session;
  };
  return { clock, told, signIn };
}

describe('[9.133] an operator whose socket is gone', () => {
  it.each([['0', 0], ['20', 20_000], ['60', 60_000]] as const)('with the switch at %s is OFFLINE after %i ms', async (grace, ms) => {
    const { clock, told, signIn } = createWorld(grace);
    watchAbsence(signIn(1), false);
    await clock.runFor(Math.max(0, ms - 1));
    expect(told).toEqual(ms === 0 ? ['1 acd OFFLINE'] : []);
    await clock.runFor(1);
    expect(told).toEqual(['1 acd OFFLINE']);
  });

  it('is not when the page comes back in time', async () => {
    const { clock, told, signIn } = createWorld();
    const session = signIn(1);
    watchAbsence(session, false);
    await clock.runFor(19_000);
    watchAbsence(session, true);
    await clock.runFor(60_000);
    expect(told).toEqual([]);
  });

  it.each([
    { what: 'another tab', other: [1, 'acd'] as const, offline: 0 },
    { what: 'only another queue type', other: [1, 'smartqueue'] as const, offline: 1 },
    { what: 'only another user', other: [2, 'acd'] as const, offline: 1 },
  ])('with $what still there: OFFLINE $offline times', async ({ other: [userId, queueType], offline }) => {
    const { clock, told, signIn } = createWorld();
    signIn(userId, queueType);
    watchAbsence(signIn(1), false);
    await clock.runFor(60_000);
    expect(told).toHaveLength(offline);
  });
});
