import type { DeskConfig, DeskFranchise, DeskKeys } from '../config';

export const WRAP_UP_LIMIT_MS = 300_000;

/** As many operators as asked for, `op1`, `op2` …, dealt out to `center`, `north` and as many more franchises as asked for, `f3`, `f4` … */
export function benchConfig(operators: number, franchises = 2): DeskConfig {
  const names = benchFranchises(franchises);
  const people = Array.from({ length: operators }, (_, index) => ({
    user: `op${index + 1}`, displayName: `Оператор ${index + 1}`, franchise: names[index % names.length]?.name ?? '', supervisor: false, passwordVersion: 1,
  }));
  return {
    environment: 'bench', local: true, application: 'bench', account: 'bench', node: 'NODE_1', serverIp: null, sessionHosts: [], recordHosts: [],
    franchises: Object.fromEntries(names.map(({ name, number }) => [name, franchise(name, `+${number}`)])),
    operators: Object.fromEntries(people.map((person) => [person.user, person])),
  };
}

/** Names, and numbers in digits. */
export function benchFranchises(count: number): { name: string; number: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: ['center', 'north'][index] ?? `f${index + 1}`,
    number: ['74951234567', '78121234567'][index] ?? `7343${String(index).padStart(7, '0')}`,
  }));
}

/** For a desk that lives as long as the bench, on loopback. */
export const BENCH_KEYS: DeskKeys = {
  desk: { VOX_DESK_KEY_1: 'bench-desk-key-0123456789abcdef' }, operator: 'bench-operator-key-0123456789abcdef', erpSignIn: {}, erpApi: {},
};

function franchise(name: string, number: string): DeskFranchise {
  return {
    name, title: name, region: 'RU', timeZone: 'Europe/Moscow', numbers: [number], queueType: 'SmartQueue', origins: [],
    intake: {
      rejectDefault: 'pass', rejectHoldoutMs: 30_000, ringMs: 20_000, missesInRow: 3, banLiftMs: 60_000,
      wrapUp: { limitMs: WRAP_UP_LIMIT_MS, warnMs: 30_000, onLimit: 'off' }, graceMs: 20_000,
    },
    customers: { source: 'own' }, callers: { returnMs: 600_000, flood: null }, serviceLevel: { targetMs: 20_000, shortAbandonMs: 5_000 }, retentionDays: 30,
  };
}
