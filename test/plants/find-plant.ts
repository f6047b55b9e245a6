import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { QueueEngineName } from '../../contracts/call-events';
import type { Switches } from '../../emulator/switches';
import { bundlesToExplore } from '../../scripts/explore/bundles';
import { ROOT } from '../architecture/sources';

type Explorer = typeof import('../../explorer');

const FOLDERS = ['contracts', 'desk', 'emulator', 'explorer', 'operator', 'rules', 'scenarios'];
const FILES = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'voxfiles.config.ts'];
/** How deep every order is tried before random ones. */
const DEPTH = 4;
const BUDGET_MS = 60_000;

export interface Plant {
  name: string;
  file: string;
  /** What it breaks. */
  about: string;
  /** Of `vox explore`. */
  flags: string[];
}

export interface FoundPlant {
  invariant: string;
  detail: string;
  /** As `vox explore` prints it. */
  trace: string[];
  /** Of the shortest history. */
  actions: string[];
}

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
  private made = 0;

  constructor() {
    for (const name of [...FOLDERS, ...FILES]) cpSync(path.join(ROOT, name), path.join(this.folder, name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  /** What the explorer finds in the planted project, shortest first; nothing where it sees nothing within a minute. */
  async find(plant: Plant): Promise<FoundPlant[]> {
    this.apply(plant, []);
    try {
      return await this.explore(flagsOf(plant));
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

  /** Up to the first breach: the same plant is found the same way on every machine. */
  private async explore({ engine, callers, operators, switches, from }: Flags): Promise<FoundPlant[]> {
    const [explorer, bundles] = await Promise.all([this.bundledExplorer(), bundlesToExplore(this.folder, engine)]);
    const { violations } = await explorer.explore({
      bundles, callers, operators, switches, depth: DEPTH, budgetMs: BUDGET_MS, seed: 1, stopsAtFirst: true, now: () => Date.now(), ...(from === undefined ? {} : { from }),
    });
    return violations
      .map(({ replay: { actions }, ...found }) => ({ ...found, actions }))
      .sort((left, right) => left.trace.length - right.trace.length);
  }

  /** Page, desk and emulator are part of it, and the plant may stand there. */
  private async bundledExplorer(): Promise<Explorer> {
    const outfile = path.join(this.folder, `explorer-${(this.made += 1)}.cjs`);
    await build({
      absWorkingDir: this.folder, entryPoints: ['explorer/index.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'silent',
    });
    return createRequire(outfile)(outfile) as Explorer;
  }
}

interface Flags { engine: QueueEngineName; callers: number; operators: number; switches: Partial<Switches>; from: string | undefined }

function flagsOf({ flags }: Plant): Flags {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      engine: { type: 'string', default: 'smartqueue' }, callers: { type: 'string', default: '1' }, operators: { type: 'string', default: '2' },
      switch: { type: 'string', multiple: true, default: [] }, from: { type: 'string' },
    },
  });
  return {
    engine: values.engine as QueueEngineName, callers: Number(values.callers), operators: Number(values.operators), from: values.from,
    switches: Object.fromEntries(values.switch.map((pair) => pair.split('='))) as Partial<Switches>,
  };
}
