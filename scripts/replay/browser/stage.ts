import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { QueueEngineName } from '../../../contracts/call-events';
import type { CallConfig, VoxConfig } from '../../../contracts/config';
import { deployOnce } from '../../apply/deploy-once';
import { buildScenarios } from '../../build/build-scenarios';
import { checkConfig } from '../../config/check-config';
import { environmentOf, readBoth } from '../../config/read-config';
import type { Closers } from '../../dev/closers';
import { openLocalPages, type LocalDesk, type LocalPages } from '../../dev/local-pages';
import { madeUpSecrets, variablesOf } from '../../dial/secrets';
import { loadExplorer, loadLocalPages, openLocalCloud, openRealClock, type LocalCloud, type RealClock, type ReplayFile } from '../../targets';
import { UserError } from '../../user-error';

/** The product in real time with the explorer's short times, in a folder of its own. */
export interface Stage {
  local: LocalCloud<RealClock>;
  pages: LocalPages;
  desk: LocalDesk;
  /** The number to dial. */
  number: string;
  /** User names, in the order of the history's operators. */
  operators: string[];
  /** Somebody who may take callers out; null: nobody may. */
  supervisor: string | null;
  /** Neither pages nor scenarios find the desk while it is false. */
  reachDesk(isThere: boolean): void;
}

const ENVIRONMENT = 'local';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';

export async function openStage(where: { root: string; product: string }, history: ReplayFile, closers: Closers): Promise<Stage> {
  const { root, product } = where;
  const read = await readBoth(root);
  const written = await asExplored(structuredClone(read.written), history.engine);
  const config = checkConfig(written, 'the config with the explorer’s times');
  const [franchise] = config.franchises;
  const operators = config.operators.filter((one) => one.franchise === franchise?.name);
  const [number] = franchise?.numbers ?? [];
  if (number === undefined || operators.length < history.operators) {
    throw new UserError(`The history has ${history.operators} operators; the first franchise of the config has ${operators.length} and ${franchise?.numbers.length ?? 0} numbers.`);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'vox-replay-'));
  closers.add(() => rm(folder, { recursive: true, force: true }));
  const usual = environmentOf(config, ENVIRONMENT);
  const environment = { ...usual, account: null, smartQueuePriority: history.switches.sqPriority ?? usual.smartQueuePriority };
  const hosts = new Map<string, string>();
  const clock = await openRealClock();
  const numbers = config.franchises.flatMap((one) => one.numbers);
  const local = await openLocalCloud({ clock, numbers, folder, hosts, switches: history.switches, seed: history.seed, plainAccess: true });
  closers.add(() => local.close().finally(() => clock.close()));
  const modules = await loadLocalPages();
  const pages = await openLocalPages({ modules, local, product, port: 0, mediaHost: '127.0.0.1', faults: [] });
  closers.add(() => pages.close());
  const env = variablesOf(config, madeUpSecrets(config));
  const pageFolder = path.join(folder, 'page');
  const [built] = await Promise.all([buildScenarios({ root, config, environment }), modules.buildPage({ root: product, outDir: pageFolder })]);
  await deployOnce({ root: folder, config, environment, built, target: local.target, env, now: () => Date.now(), note: () => undefined });
  const desk = await pages.openDesk({ written, pageFolder, env });
  closers.add(() => desk.close());
  const reachDesk = (isThere: boolean) => {
    desk.reach(isThere);
    if (environment.deskUrl !== null) hosts.set(new URL(environment.deskUrl).origin, isThere ? desk.url : NOWHERE);
  };
  reachDesk(true);
  return {
    local, pages, desk, number, reachDesk,
    operators: operators.map(({ name }) => name),
    supervisor: operators.find((one) => one.supervisor)?.name ?? null,
  };
}

/** The first franchise with the explorer's times and what it tells its pages. */
async function asExplored(written: VoxConfig, engine: QueueEngineName): Promise<VoxConfig> {
  const { ringSeconds, maxWaitSeconds, rejectHoldoutMs, missesInRow, banLiftSeconds, graceSeconds } = (await loadExplorer()).EXPLORED_TIMES;
  const [franchise] = Object.values(written.franchises);
  if (!franchise) throw new UserError('The config has no franchise; there is nothing to play.');
  const call: CallConfig = {
    ringSeconds, maxWaitSeconds, reject: { default: 'pass', holdoutMs: rejectHoldoutMs }, wrapUp: {},
    ...(franchise.call.music ? { music: franchise.call.music } : {}),
  };
  franchise.queue = { engine, name: franchise.queue.name };
  franchise.call = call;
  franchise.desk = { ...franchise.desk, missesInRow, banLiftSeconds, graceSeconds };
  delete franchise.hours;
  return written;
}
