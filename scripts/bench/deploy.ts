import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VoxConfig } from '../../contracts/config';
import { emulatorAddressFile, type EmulatorAddress } from '../cloud/target';
import type { CommandContext } from '../command';
import { openLocalCloud, openRealClock, type LocalCloud, type RealClock } from '../targets';
import type { BenchRow } from './row';
import { whereItGoes } from './where-it-goes';

/** What a request to the real cloud takes from far away. */
const REQUEST_MS = 80;
const NUMBER = '74951234567';

/** Whole processes of `vox deploy`, from the shell to their end, against an API that takes 80 ms a request. */
export async function benchDeploy(context: CommandContext): Promise<BenchRow[]> {
  const root = path.join(context.root, '.vox', 'bench', 'deploy');
  rmSync(root, { recursive: true, force: true });
  const small = await openBench({ root: path.join(root, '20'), home: context.root, rules: 20 });
  const rows = [
    ...(await small.measure('first deploy, 20 rules', { requests: 60, ms: 3000 })),
    ...(await small.measure('nothing changed, 20 rules', { requests: 8, ms: 1000 })),
    ...(await small.change().measure('one scenario changed, 20 rules', { requests: 12, ms: 1500 })),
  ];
  await small.close();
  const large = await openBench({ root: path.join(root, '100'), home: context.root, rules: 100 });
  await large.measure('', { requests: 0, ms: 0 });
  rows.push(...(await large.measure('nothing changed, 100 rules', { requests: 16, ms: null })));
  await large.close();
  return rows;
}

interface Project {
  root: string;
  /** Where `bin/vox.mjs` and the scenarios are. */
  home: string;
  rules: number;
}

/** voxengine-ci 28.0.0 against a stand-in with the same 80 ms, 20 rules; see docs/decisions. */
const PEERS: Readonly<Record<string, { requests: number; ms: number }>> = {
  'first deploy, 20 rules': { requests: 148, ms: 59_000 },
  'nothing changed, 20 rules': { requests: 89, ms: 54_000 },
};

async function openBench(project: Project) {
  const { root } = project;
  mkdirSync(path.join(root, 'scenarios'), { recursive: true });
  for (let n = 1; n <= project.rules; n += 1) writeScenario(project, n, '');
  writeFileSync(path.join(root, 'voxfiles.config.ts'), `export default ${JSON.stringify(benchConfig(project.rules), null, 1)};\n`);
  const local = await openLocalCloud({ clock: await openRealClock(), numbers: [NUMBER], folder: path.join(root, '.vox/local'), hosts: new Map() });
  local.management.faults.delayMs = REQUEST_MS;
  writeAddress(root, local);
  const bench = {
    measure: async (name: string, limit: { requests: number; ms: number | null }): Promise<BenchRow[]> => {
      local.management.log.clear();
      const startMs = performance.now();
      await runDeploy(project);
      const wallMs = Math.round(performance.now() - startMs);
      const peer = PEERS[name];
      const beside = (value: number | undefined): BenchRow['peer'] => (value === undefined ? null : { name: 'voxengine-ci', value });
      const { entries } = local.management.log;
      return [
        { name, value: entries.length, unit: 'requests', peer: beside(peer?.requests), limit: limit.requests },
        { name, value: wallMs, unit: 'ms', peer: beside(peer?.ms), limit: limit.ms },
        ...whereItGoes(entries, { name, startMs, wallMs }),
      ];
    },
    change: () => {
      writeScenario(project, 7, "Logger.write('changed');\n");
      return bench;
    },
    close: () => local.close(),
  };
  return bench;
}

function writeScenario({ root, home }: Project, n: number, more: string): void {
  const inbound = path.relative(path.join(root, 'scenarios'), path.join(home, 'scenarios/inbound'));
  writeFileSync(path.join(root, `scenarios/s${n}.ts`), `import '${inbound.split(path.sep).join('/')}';\n${more}`);
}

function writeAddress(root: string, { target }: LocalCloud<RealClock>): void {
  const ca = path.join(root, '.vox/local/ca.pem');
  writeFileSync(ca, target.ca ?? '');
  const address: EmulatorAddress = { host: target.host, ca, credentials: target.credentials };
  writeFileSync(emulatorAddressFile(root, 'local'), JSON.stringify(address));
}

function runDeploy({ root, home }: Project): Promise<void> {
  const child = spawn(process.execPath, [path.join(home, 'bin/vox.mjs'), 'deploy', '--yes'], {
    cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, OPERATOR_KEY: 'operator-key-of-the-bench' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vox deploy ended with ${code}:\n${said}`))));
  });
}

function benchConfig(count: number): VoxConfig {
  const each = <Value>(value: (n: number) => Value): Value[] => Array.from({ length: count }, (_, index) => value(index + 1));
  return {
    application: { name: 'bench' },
    environments: { local: { node: 'NODE_1', deskUrl: null, sessionHosts: ['127.0.0.0/8'], smartQueuePriority: 'larger-first' } },
    scenarios: Object.fromEntries(each((n) => [`s${n}`, { file: `scenarios/s${n}.ts` }])),
    franchises: {
      center: {
        title: 'Center', region: 'RU', numbers: [NUMBER], timeZone: 'Europe/Moscow', queue: { engine: 'smartqueue', name: 'center' },
        call: { ringSeconds: 20, maxWaitSeconds: 300, reject: { default: 'pass' }, wrapUp: {} },
      },
    },
    operators: { op1: { displayName: 'Anna', franchise: 'center' }, op2: { displayName: 'Boris', franchise: 'center' } },
    rules: each((n) => ({ name: `rule-${n}`, franchise: 'center', pattern: n === 1 ? NUMBER : `7495000${1000 + n}`, scenario: `s${n}` })),
    secrets: {},
  };
}
