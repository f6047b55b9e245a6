import type { FranchiseConfig, VoxConfig } from '../../contracts/config';
import { checkConfig } from '../../scripts/config/check-config';
import { ConfigError } from '../../scripts/config/problem';

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

/** Of each config by what it is about: all problems in words. */
export function toldOf(configs: readonly (readonly [about: string, config: unknown])[]): string {
  return configs.flatMap(([about, config]) => [`## ${about}`, ...problemsOf(config), '']).join('\n');
}

function problemsOf(config: unknown): string[] {
  try {
    checkConfig(config, 'voxfiles.config.ts');
    return ['right'];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, what, remedy }) => `${path}: ${what.length > 300 ? `${what.slice(0, 60)} …` : what} → ${remedy}`);
    throw error;
  }
}
