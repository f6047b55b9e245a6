import type { CallConfig, FranchiseConfig, VoxConfig } from '../../../contracts/config';

/** A whole project config, as a person writes it, with two franchises. */
export function writtenConfig(): VoxConfig {
  const call: CallConfig = { ringSeconds: 20, maxWaitSeconds: 300, reject: { default: 'pass' }, wrapUp: { limitSeconds: 300 } };
  const franchise = (title: string, number: string): FranchiseConfig => ({
    title, region: 'RU', numbers: [number], timeZone: 'Europe/Moscow', queue: { engine: 'smartqueue', name: title }, call,
  });
  const environment = { node: 'NODE_1', deskUrl: null, sessionHosts: ['voximplant.com'], smartQueuePriority: 'larger-first' as const };
  return {
    application: { name: 'incoming-calls' },
    environments: { local: environment, production: environment },
    scenarios: { inbound: { file: 'scenarios/inbound.ts' } },
    franchises: { center: franchise('Центр', '74951234567'), north: franchise('Север', '78121234567') },
    operators: {
      op1: { displayName: 'Анна Смирнова', franchise: 'center', supervisor: true },
      op4: { displayName: 'Глеб Соколов', franchise: 'north' },
    },
    rules: [],
    secrets: {},
  };
}
