import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployOnce, type Deployed } from '../apply/deploy-once';
import { buildScenarios } from '../build/build-scenarios';
import type { BuiltScenario } from '../build/built-scenario';
import type { NormalConfig, NormalEnvironment } from '../config/normal-config';
import { madeUpSecrets, variablesOf } from './secrets';
import { openLocalCloud, openVirtualClock, type LocalCloud, type Switches, type VirtualClock } from '../targets';

export interface StageOptions {
  root: string;
  config: NormalConfig;
  environment: NormalEnvironment;
  switches: Partial<Switches>;
  /** Where virtual time begins; null: at the clock's own start. */
  startMs: number | null;
  seed: number;
  /** Where the run is recorded. */
  recordInto: string;
  /** See `BuildOptions`. */
  tool: string | undefined;
  note: (text: string) => void;
}

/** An emulator of one's own in virtual time, with the config deployed in it through the API client. */
export interface Stage {
  local: LocalCloud<VirtualClock>;
  built: BuiltScenario[];
  deployed: Deployed;
  /** The application's secrets by name, made up for this stage. */
  secrets: Record<string, string>;
  /** Where the scenarios' desk is; set it before the first call. */
  leadDeskTo(url: string): void;
  close(): Promise<void>;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { root, config, environment, switches, startMs, seed, recordInto, tool } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'vox-dial-'));
  const hosts = new Map<string, string>();
  const numbers = config.franchises.flatMap((franchise) => franchise.numbers);
  const [built, clock] = await Promise.all([buildScenarios({ root, config, environment, tool }), openVirtualClock(startMs === null ? {} : { startMs })]);
  const sourceMaps = new Map(built.map(({ sha256, map }) => [sha256, map]));
  const local = await openLocalCloud({
    clock, numbers, folder, hosts, switches, seed, sourceMaps, record: { folder: recordInto, faults: null },
  });
  const close = async () => {
    await local.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secrets = madeUpSecrets(config);
    const deployed = await deployOnce({
      root: folder,
      config,
      environment: { ...environment, account: null },
      built,
      target: local.target,
      env: variablesOf(config, secrets),
      now: () => Date.now(),
      note: options.note,
    });
    const { deskUrl } = environment;
    const leadDeskTo = (url: string) => void (deskUrl !== null && hosts.set(new URL(deskUrl).origin, url));
    return { local, built, deployed, secrets, leadDeskTo, close };
  } catch (error) {
    await close();
    throw error;
  }
}
