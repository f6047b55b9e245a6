import type { DeskConfig, DeskFranchise, DeskKeys } from '../config';

/** Two franchises and as many operators as asked for, half in each: `op1`, `op2` … */
export function benchConfig(operators: number): DeskConfig {
  const people = Array.from({ length: operators }, (_, index) => ({
    user: `op${index + 1}`, displayName: `Оператор ${index + 1}`, franchise: index % 2 === 0 ? 'center' : 'north', supervisor: false, passwordVersion: 1,
  }));
  return {
    environment: 'bench', local: true, application: 'bench', account: 'bench', node: 'NODE_1', serverIp: null, sessionHosts: [], recordHosts: [],
    franchises: { center: franchise('center', '+74951234567'), north: franchise('north', '+78121234567') },
    operators: Object.fromEntries(people.map((person) => [person.user, person])),
  };
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
      wrapUp: { limitMs: 300_000, warnMs: 30_000, onLimit: 'off' }, graceMs: 20_000,
    },
    customers: { source: 'own' }, callers: { returnMs: 600_000, flood: null }, serviceLevel: { targetMs: 20_000, shortAbandonMs: 5_000 }, retentionDays: 30,
  };
}
