import type { FranchiseConfig, VoxConfig } from '../../contracts/config';

/** A small right config; a test changes what it is about. */
export function sample(change: (config: VoxConfig) => void = () => undefined): VoxConfig {
  const config: VoxConfig = {
    application: { name: 'sample' },
    environments: {
      local: { node: 'NODE_1', deskUrl: 'https://desk.example.com', sessionHosts: ['example.com'], smartQueuePriority: 'larger-first' },
    },
    scenarios: { inbound: { file: 'scenarios/inbound.ts' } },
    rules: [{ name: 'center', franchise: 'center', pattern: '74951234567', scenario: 'inbound' }],
    franchises: { center: franchise({ numbers: ['74951234567'], queue: { engine: 'smartqueue', name: 'center' } }) },
    operators: { op1: { displayName: 'Анна', franchise: 'center' } },
    secrets: { VOX_DESK_KEY_1: { fromEnv: 'KEY_1' }, VOX_DESK_KEY_2: { fromEnv: 'KEY_2' } },
  };
  change(config);
  return config;
}

export function franchise(own: Pick<FranchiseConfig, 'numbers' | 'queue'>): FranchiseConfig {
  return {
    title: 'Центр',
    region: 'RU',
    timeZone: 'Europe/Moscow',
    call: {
      greeting: { text: 'Здравствуйте', voice: 'Amazon.ru_RU_Tatyana' },
      ringSeconds: 20,
      maxWaitSeconds: 300,
      reject: { default: 'pass' },
      wrapUp: {},
    },
    ...own,
  };
}
