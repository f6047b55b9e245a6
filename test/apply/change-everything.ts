import type { VoxConfig } from '../../contracts/config';

/** What a deploy of thirty writes is to do: names, rules, queues, operators, skills and numbers change. */
export function changeEverything(config: VoxConfig): void {
  Object.assign(config.franchises['center']?.queue ?? {}, { name: 'center-new' });
  config.scenarios['other'] = { file: 'scenarios/other.ts' };
  const [center, north] = config.rules;
  if (!center || !north) throw new Error('the sample has two rules');
  const spare = { name: 'spare', franchise: 'center', pattern: '7495000', scenario: 'inbound' };
  config.rules = [spare, { ...north, pattern: '7495765432[1]' }, { ...center, scenario: 'other' }];
  config.operators['op4'] = { displayName: 'Olga', franchise: 'north', skills: { sales: 1 } };
  delete config.operators['op2'];
  config.franchises['south'] = {
    ...(config.franchises['north'] ?? raise('the sample has a franchise north')), title: 'South', numbers: [], queue: { engine: 'smartqueue', name: 'south' },
  };
  config.rules = [...config.rules, { name: 'south', franchise: 'south', pattern: '7861.*', scenario: 'inbound' }];
  for (const name of ['op5', 'op6', 'op7', 'op8']) config.operators[name] = { displayName: name, franchise: 'south', skills: { sales: 2, help: 1 } };
  config.skills = { ...config.skills, help: {} };
  config.ownership = { queues: 'manage', operators: 'manage', bindings: 'manage', rules: 'manage', scenarios: 'manage' };
}

function raise(message: string): never {
  throw new Error(message);
}
