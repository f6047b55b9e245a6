import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../architecture/sources';

const FOLDERS = ['bin', 'contracts', 'desk', 'emulator', 'explorer', 'operator', 'rules', 'scenarios', 'scripts', 'simulation'];
const FILES = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'voxfiles.config.ts'];

export interface Plant {
  name: string;
  file: string;
  /** What it breaks. */
  about: string;
  /** Of `vox explore`. */
  flags: string[];
}

export interface FoundPlant { invariant: string; detail: string; trace: string[] }

/** Every patch in this folder, by name. */
export function plantsHere(): Plant[] {
  return readdirSync(import.meta.dirname).filter((name) => name.endsWith('.patch')).sort().map((name) => {
    const file = path.join(import.meta.dirname, name);
    const text = readFileSync(file, 'utf8');
    return {
      name: name.replace(/\.patch$/, ''), file,
      about: /^# (.*)$/m.exec(text)?.[1] ?? '',
      flags: /^# explore: (.*)$/m.exec(text)?.[1]?.split(' ') ?? [],
    };
  });
}

/** A copy of the project in which bugs are planted, one at a time. */
export class Bed {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'vox-plants-'));

  constructor() {
    for (const name of [...FOLDERS, ...FILES]) cpSync(path.join(ROOT, name), path.join(this.folder, name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  /** What the explorer finds in the planted project, shortest first; nothing where it sees nothing within a minute. */
  async find(plant: Plant): Promise<FoundPlant[]> {
    this.apply(plant, []);
    try {
      return await this.explore(plant);
    } finally {
      this.apply(plant, ['--reverse']);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private apply({ file }: Plant, flags: readonly string[]): void {
    execFileSync('git', ['apply', ...flags, file], { cwd: this.folder, stdio: 'pipe' });
  }

  /** In one process and up to the first breach: the same plant is found the same way on every machine. */
  private async explore({ flags }: Plant): Promise<FoundPlant[]> {
    const report = path.join(this.folder, 'found.json');
    rmSync(report, { force: true });
    const args = ['bin/vox.mjs', 'explore', '--budget', '60', '--depth', '4', '--first', '--share', '1/1', '--into', report, ...flags];
    const said = await run(args, this.folder);
    try {
      const { violations } = JSON.parse(readFileSync(report, 'utf8')) as { violations: FoundPlant[] };
      return violations.sort((left, right) => left.trace.length - right.trace.length);
    } catch (cause) {
      throw new Error(`vox explore left no report: ${said.slice(-800)}`, { cause });
    }
  }
}

function run(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
