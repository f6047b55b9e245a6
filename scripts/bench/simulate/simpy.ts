import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { CommandContext } from '../../command';

export interface SimpyRun {
  calls: number;
  meanWaitSeconds: number;
  /** Of the process, without loading Python and SimPy. */
  cpuSeconds: number;
  version: string;
}

export interface SimpyLoad {
  calls: number;
  operators: number;
  ratePerHour: number;
  serviceSeconds: number;
  seed: number;
}

/** Debian's own interpreter: the package is not seen by any other. */
const PYTHON = '/usr/bin/python3';
const INSTALL = 'apt-get install -y --no-install-recommends python3-simpy3';

/** The bare M/M/c in SimPy 3, or null after saying how to get it. */
export function runSimpy({ root, out }: Pick<CommandContext, 'root' | 'out'>, load: SimpyLoad): SimpyRun | null {
  if (!isThere() && process.getuid?.() === 0) install();
  if (!isThere()) {
    out.note(`SimPy is not on this machine; the row beside it is left out. Get it once with: sudo ${INSTALL}`);
    return null;
  }
  const { calls, operators, ratePerHour, serviceSeconds, seed } = load;
  const script = path.join(root, 'scripts/bench/simulate/mmc.py');
  const ran = spawnSync(PYTHON, [script, ...[calls, operators, ratePerHour, serviceSeconds, seed].map(String)], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${PYTHON} ${script} ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as SimpyRun;
}

function isThere(): boolean {
  return spawnSync(PYTHON, ['-c', 'import simpy']).status === 0;
}

function install(): void {
  const [program = '', ...args] = INSTALL.split(' ');
  spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
