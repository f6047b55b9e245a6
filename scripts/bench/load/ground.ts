import { randomBytes } from 'node:crypto';
import { buildScenarios } from '../../build/build-scenarios';
import { environmentOf, readConfig } from '../../config/read-config';
import { withEngine } from '../../dial/variant';
import { loadDeskBenches, type LoadGround } from '../../targets';
import { UserError } from '../../user-error';

/** The project's first franchise under so many names and numbers, each with its own bundle, queue and operators. */
export async function loadGround(root: string, load: { operators: number; franchises: number }): Promise<Omit<LoadGround, 'desk'> & { deskOrigin: string }> {
  const { benchConfig, benchFranchises, BENCH_KEYS } = await loadDeskBenches();
  const config = withEngine(await readConfig(root), 'smartqueue');
  const environment = environmentOf(config, 'local');
  const [pattern] = config.franchises;
  if (!pattern || environment.deskUrl === null) throw new UserError('The config has no franchise, or no address of the desk; there is nothing to put under load.');
  const franchises = benchFranchises(load.franchises);
  const built = await buildScenarios({
    root, environment,
    config: {
      ...config,
      franchises: franchises.map(({ name, number }) => ({ ...pattern, name, numbers: [number], queue: { ...pattern.queue, name } })),
      scenarios: franchises.map(({ name }) => ({ name: `inbound-${name}`, file: 'scenarios/inbound.ts', franchise: name, asIs: false })),
    },
  });
  const scripts = new Map(built.map(({ franchise, code }) => [franchise, code]));
  return {
    application: 'bench',
    franchises: franchises.map(({ name, number }) => ({ name, number, queueName: name, script: scripts.get(name) ?? '' })),
    operators: Object.values(benchConfig(load.operators, load.franchises).operators).map(({ user, franchise }) => ({
      name: user, franchise, password: randomBytes(12).toString('hex'),
    })),
    secrets: Object.fromEntries(Object.entries(BENCH_KEYS.desk).flatMap(([name, key]) => (key === undefined ? [] : [[name, key]]))),
    deskOrigin: new URL(environment.deskUrl).origin,
  };
}
