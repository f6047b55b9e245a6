import type { DeskConfig, DeskFranchise, DeskKeys } from '../../../desk/config';

export const INTAKE: DeskFranchise['intake'] = {
  rejectDefault: 'pass', rejectHoldoutMs: 30_000, ringMs: 20_000, missesInRow: 3, banLiftMs: 5_000,
  wrapUp: { limitMs: 120_000, warnMs: 30_000, onLimit: 'off' }, graceMs: 20_000,
};

/** Two franchises, two operators and a supervisor each. */
export function sampleConfig(change: Partial<DeskConfig> = {}): DeskConfig {
  const operator = (user: string, franchise: string, supervisor = false) =>
    ({ user, displayName: `Оператор ${user}`, franchise, supervisor, passwordVersion: 1 });
  const people = [
    operator('op1', 'center'), operator('op2', 'center'), operator('chief1', 'center', true),
    operator('op4', 'north'), operator('op5', 'north'), operator('chief2', 'north', true),
  ];
  return {
    environment: 'test', local: true, application: 'erp-calls', account: 'academy', node: 'NODE_1', serverIp: null,
    sessionHosts: ['voximplant.com', '185.164.148.0/22'], recordHosts: ['voximplant.com'],
    franchises: { center: sampleFranchise('center', '+74951234567'), north: sampleFranchise('north', '+78121234567') },
    operators: Object.fromEntries(people.map((person) => [person.user, person])),
    ...change,
  };
}

export function sampleFranchise(name: string, number: string, change: Partial<DeskFranchise> = {}): DeskFranchise {
  return {
    name, title: `Франчайзи ${name}`, region: 'RU', timeZone: 'Europe/Moscow', numbers: [number], queueType: 'SmartQueue',
    intake: INTAKE, callers: { returnMs: 600_000, flood: { calls: 3, withinMs: 600_000 } }, origins: [`https://${name}.example`], customers: { source: 'own' },
    serviceLevel: { targetMs: 20_000, shortAbandonMs: 5_000 }, retentionDays: 30, ...change,
  };
}

export const SAMPLE_KEYS: DeskKeys = {
  desk: { VOX_DESK_KEY_1: 'first-desk-key-0123456789abcdef', VOX_DESK_KEY_2: 'second-desk-key-0123456789abcdef' },
  operator: 'operator-key-0123456789abcdef-0123456789',
  erpSignIn: {
    center: { kind: 'secret', secret: 'sign-in-secret-of-the-center-0123456789' },
    north: { kind: 'secret', secret: 'sign-in-secret-of-the-north-0123456789' },
  },
  erpApi: {},
};
