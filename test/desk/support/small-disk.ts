import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { bundled, unshared } from './killable';
import type { FromDatabase } from './database-process';

/** A disk in memory that one process alone has. */
export interface SmallDisk {
  /** Where the process finds it. */
  folder: string;
  /** Runs a program on it: `unshare … sh -c 'mount …; exec program'`. */
  under: string[];
}

/** `options` of tmpfs; `from` is copied onto it as `database`. */
export function smallDisk({ options, from }: { options: string; from?: string }): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const copy = from === undefined ? '' : `cp -a ${from} ${folder}/database && `;
  return { folder, under: [...unshared('--mount'), 'sh', '-c', `mount -t tmpfs -o ${options} tmpfs ${folder} && ${copy}exec "$@"`, 'sh'] };
}

/** What happens to a disk, as seen from outside the process that has it. */
export class DiskFromOutside {
  private readonly place: string;
  constructor(private readonly pid: number, private readonly folder: string) {
    this.place = `/proc/${pid}/root${folder}`;
  }

  /** To the last byte, but for `leave`. */
  fill(leave = 0): void {
    const file = path.join(this.place, 'filling');
    writeFileSync(file, '');
    try {
      for (;;) appendFileSync(file, Buffer.alloc(65_536));
    } catch {
      execFileSync('truncate', ['-s', `-${leave}`, file]);
    }
  }

  /** With empty files, until it takes no more of them. */
  fillWithFiles(): void {
    mkdirSync(path.join(this.place, 'filling'));
    try {
      for (let count = 0; ; count++) writeFileSync(path.join(this.place, 'filling', String(count)), '');
    } catch {
      // Full.
    }
  }

  empty(): void {
    rmSync(path.join(this.place, 'filling'), { recursive: true });
  }

  /** A read-only disk in its place: one with open files cannot be mounted anew. */
  replaceByReadOnly(): void {
    this.inside('mount', '-t', 'tmpfs', '-o', 'ro', 'tmpfs', this.database);
  }

  putBack(): void {
    this.inside('umount', this.database);
  }

  private get database(): string {
    return path.join(this.folder, 'database');
  }

  private inside(...command: readonly string[]): void {
    execFileSync('nsenter', [`--mount=/proc/${this.pid}/ns/mnt`, ...command]);
  }
}

/** The process that `unshare` started; with `--fork` it is a child of it. */
export function pidUnder(child: ChildProcess): number {
  return Number(execFileSync('cat', [`/proc/${child.pid}/task/${child.pid}/children`], { encoding: 'utf8' }).trim().split(' ')[0]);
}

export interface DatabaseProcess {
  ask(sql: string): Promise<FromDatabase>;
  notes: string[];
  disk: DiskFromOutside;
  ended: Promise<number | null>;
  terminate(): void;
}

/** The database on a small disk, or why it did not open. */
export async function openOnSmallDisk(disk: SmallDisk): Promise<DatabaseProcess | { failure: string }> {
  const program = await bundled('test/desk/support/database-process.ts');
  const [command = '', ...args] = [...disk.under, process.execPath, program, path.join(disk.folder, 'database')];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const notes: string[] = [];
  const answers: ((said: FromDatabase) => void)[] = [];
  const next = (): Promise<FromDatabase> => new Promise((resolve) => answers.push(resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as FromDatabase;
    if ('note' in said) notes.push(said.note);
    else answers.shift()?.(said);
  });
  const opened = await next();
  if ('failure' in opened) return { failure: opened.failure.message };
  const pid = pidUnder(child);
  return {
    notes,
    disk: new DiskFromOutside(pid, disk.folder),
    ask(sql) {
      child.stdin.write(`${sql}\n`);
      return next();
    },
    ended: new Promise((resolve) => child.once('exit', resolve)),
    terminate: () => void process.kill(pid, 'SIGTERM'),
  };
}
