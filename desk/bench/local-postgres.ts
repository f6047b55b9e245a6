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
  /** For good; its folder goes too. */
  stop(): void;
}

/** Debian's PostgreSQL on loopback, in a folder of its own, without a password or a trace; for benches and tests. `durable`: commits reach the disk, as in earnest. */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}): Promise<LocalPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-postgres-'));
  const data = path.join(folder, 'data');
  const port = await freePort();
  if (isRoot()) execFileSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o755);
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'desk', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8']);
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c max_connections=200 -c fsync=${durable ? 'on' : 'off'}`;
  const start = (): void => run('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', settings, 'start']);
  start();
  let count = 0;
  return {
    pid: () => Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
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
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
