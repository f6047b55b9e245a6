import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';

export interface LocalPostgres {
  /** Of the process that starts all others of the server. */
  pid(): number;
  /** A database of its own, empty; dropped with the server. */
  createDatabase(): Promise<string>;
  /** Down and up again with its data, as after a restart of its machine. */
  pause(): void;
  resume(): void;
  /** All of its processes at once, as by a power cut. */
  kill(): void;
  isUp(): boolean;
  /** For good; its folder goes too. */
  stop(): void;
}

export interface PostgresSettings {
  durable?: boolean;
  /** The folder that its own is made in. */
  parent?: string;
  /** More for its command line, e.g. `-c max_wal_size=64MB`. */
  settings?: string;
}

/** Debian's PostgreSQL on loopback, in a folder of its own, without a password or a trace; for benches and tests. `durable`: commits reach the disk, as in earnest. */
export async function startPostgres(
  { durable = false, parent = tmpdir(), settings: more = '' }: PostgresSettings = {},
): Promise<LocalPostgres> {
  const folder = mkdtempSync(path.join(parent, 'desk-postgres-'));
  const data = path.join(folder, 'data');
  const port = await freePort();
  if (isRoot()) execFileSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o755);
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'desk', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8']);
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c max_connections=200 -c fsync=${durable ? 'on' : 'off'} ${more}`;
  const start = (): void => run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', settings, 'start']);
  start();
  const pid = (): number => Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let count = 0;
  return {
    pid,
    async createDatabase() {
      const name = `desk_${++count}`;
      const client = new pg.Client({ connectionString: `postgres://desk@127.0.0.1:${port}/postgres` });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://desk@127.0.0.1:${port}/${name}`;
    },
    pause: () => run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']),
    resume: start,
    kill() {
      for (const each of processesOf(pid())) signal(each);
    },
    isUp() {
      try {
        run('pg_isready', ['-h', '127.0.0.1', '-p', String(port), '-t', '2']);
        return true;
      } catch {
        return false;
      }
    },
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server's own first, so that it makes no others. */
function processesOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((text) => text.trim() !== '');
  return [pid, ...children.map(Number)];
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** PostgreSQL refuses to run as root; Debian made it a user. */
function run(program: string, args: readonly string[]): void {
  const file = path.join(newest(), 'bin', program);
  const options: ExecFileSyncOptions = { stdio: 'ignore', cwd: tmpdir(), timeout: 60_000 };
  if (isRoot()) execFileSync('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', file, ...args], options);
  else execFileSync(file, args, options);
}

function newest(): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort((left, right) => Number(right) - Number(left)) : [];
  const [version] = versions;
  if (!version) throw new Error('PostgreSQL is not installed; run: apt-get install -y --no-install-recommends postgresql');
  return path.join(INSTALLED, version);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
