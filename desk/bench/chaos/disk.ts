import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** A disk in memory of this process and its children alone, gone with them. Needs a mount namespace of its own. */
export class SmallDisk {
  private readonly filling: string;

  constructor(readonly folder: string, megabytes: number) {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
    this.filling = path.join(folder, 'filling');
  }

  /** To the last byte. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.folder);
    // What others write meanwhile may leave less than that.
    try {
      execFileSync('fallocate', ['-l', String(Math.max(1, bavail * bsize)), this.filling], { stdio: 'ignore' });
      for (;;) appendFileSync(this.filling, Buffer.alloc(4_096));
    } catch {
      // Full.
    }
  }

  empty(): void {
    rmSync(this.filling, { force: true });
  }

  /** With all that is on it. */
  remove(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  }
}
