import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromDesk, SetClocks } from './desk-process';

const START_AGAIN_MS = 300;

export interface Signed { operator: string; franchise: string; session: string }

/** A desk that is started again whenever it ends, as a service manager does, with process id 1 each time. */
export class KillableDesk {
  readonly url: string;
  /** Of the first start; sessions outlive a desk. */
  signed: readonly Signed[] = [];
  /** Why a start failed, by how often. */
  readonly refusals = new Map<string, number>();
  private child: ChildProcess | undefined;
  private isUp = false;
  private isClosed = false;
  /** Changes whenever the desk goes or comes: what was asked across such a moment may have no answer. */
  generation = 0;
  private readonly clocks: SetClocks = { wallMs: 0, databaseMs: 0 };

  constructor(private readonly options: { program: string; port: number; operators: number; place: string }) {
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get listens(): boolean {
    return this.isUp;
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    while (!this.isClosed && !await this.tryStart()) {
      await new Promise((resolve) => setTimeout(resolve, START_AGAIN_MS));
    }
  }

  /** `kill -9`; it comes back by itself. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  setClocks(byMs: Partial<SetClocks>): void {
    Object.assign(this.clocks, byMs);
    this.child?.stdin?.write(`${JSON.stringify({ clocks: this.clocks })}\n`, () => undefined);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.kill();
  }

  private tryStart(): Promise<boolean> {
    const { program, port, operators, place } = this.options;
    const command = [process.execPath, program, String(port), String(operators), place, JSON.stringify(this.clocks)];
    const child = spawn('unshare', ['--pid', '--fork', '--kill-child', ...command], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child = child;
    child.stdin.on('error', () => undefined);
    return new Promise((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = JSON.parse(line) as FromDesk;
        if ('failed' in said) return void this.refusals.set(said.failed, (this.refusals.get(said.failed) ?? 0) + 1);
        if (this.signed.length === 0) this.signed = said.ready;
        this.generation++;
        this.isUp = true;
        resolve(true);
      });
      child.once('close', () => {
        const wasUp = this.isUp;
        this.isUp = false;
        this.generation++;
        resolve(false);
        if (wasUp && !this.isClosed) void this.start();
      });
    });
  }
}
