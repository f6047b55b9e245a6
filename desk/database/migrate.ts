import { Mistake } from '../../contracts/desk-failures';
import { MIGRATIONS, type Fill, type Migration } from './migrations';
import type { Database, Queryable } from './port';

/** Any number that no other program on the same server takes. */
const LOCK = 74_951_234;
/** Rows of a part: so much is written at a time, and a disk that fills stops it between two. */
const PART = 5_000;
const SAID_EVERY_MS = 5_000;
const START = ['', ''];

export interface MigrateOptions {
  /** How far it is, in sentences; silent for a database that is new. */
  note?: (text: string) => void;
  migrations?: readonly Migration[];
}

/**
 * Brings the tables up to date: each migration in its transaction, however long it takes, and what is filled in from other
 * rows part by part behind it. Broken off, it goes on where it was. Desks that start together take turns. A database from
 * the future is refused.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<void> {
  const run = new MigrationRun(options.migrations ?? MIGRATIONS, options.note ?? (() => undefined));
  for (;;) {
    if (await database.transaction((tx) => run.step(tx), { unhurried: true }) === 'done') return;
  }
}

interface OpenFill { name: string; position: string; rows: number; total: number }

class MigrationRun {
  private isNew: boolean | undefined;
  private saidAtMs = -Infinity;

  constructor(private readonly migrations: readonly Migration[], private readonly note: (text: string) => void) {}

  /** One migration, or one part of what is filled in. */
  async step(tx: Queryable): Promise<'more' | 'done'> {
    await this.takeTurn(tx);
    const done = await readDone(tx);
    this.isNew ??= done.length === 0;
    refuseUnknown(done, this.migrations);
    const [open] = await tx.query<OpenFill & Record<string, unknown>>('select name, position, rows, total from migration_fills order by name limit 1');
    if (open) {
      await this.fillPart(tx, open);
      return 'more';
    }
    const next = this.migrations.find(({ name }) => !done.includes(name));
    if (!next) return 'done';
    await this.run(tx, next);
    return 'more';
  }

  private async takeTurn(tx: Queryable): Promise<void> {
    const [turn] = await tx.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [LOCK]);
    if (turn?.free) return;
    this.sayNow('Another desk migrates the database; waiting for it.');
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  }

  private async run(tx: Queryable, { name, statements, fill }: Migration): Promise<void> {
    const place = `Migration ${name} (${this.migrations.findIndex((migration) => migration.name === name) + 1} of ${this.migrations.length})`;
    for (const [index, statement] of statements.entries()) {
      this.say(`${place}: statement ${index + 1} of ${statements.length}`);
      const since = performance.now();
      const waiting = setInterval(() => {
        this.sayNow(`${place}: statement ${index + 1} of ${statements.length}, for ${Math.round((performance.now() - since) / 1_000)} s`);
      }, SAID_EVERY_MS);
      await tx.query(statement).finally(() => clearInterval(waiting));
    }
    await tx.query('insert into migrations (name) values ($1)', [name]);
    if (fill) await tx.query(
      `insert into migration_fills (name, position, rows, total) select $1, $2, 0, count(*) from ${fill.from}`, [name, JSON.stringify(START)]);
    this.sayNow(`${place} is done${fill ? `, but for ${fill.what}` : ''}.`);
  }

  private async fillPart(tx: Queryable, { name, position, rows, total }: OpenFill): Promise<void> {
    const fill = fillOf(this.migrations, name);
    const [part] = await tx.query<{ position: string[]; rows: number }>(fill.part, [...JSON.parse(position) as string[], PART]);
    if (!part) {
      await tx.query('delete from migration_fills where name = $1', [name]);
      this.sayNow(`Migration ${name}: ${fill.what}, all ${rows} rows.`);
      return;
    }
    await tx.query(
      'update migration_fills set position = $2, rows = rows + $3 where name = $1', [name, JSON.stringify(part.position), part.rows]);
    this.say(`Migration ${name}: ${fill.what}, ${rows + part.rows} of ${Math.max(total, rows + part.rows)} rows`);
  }

  private say(text: string): void {
    if (performance.now() - this.saidAtMs >= SAID_EVERY_MS) this.sayNow(text);
  }

  private sayNow(text: string): void {
    this.saidAtMs = performance.now();
    if (this.isNew === false) this.note(text);
  }
}

async function readDone(tx: Queryable): Promise<string[]> {
  await tx.query('create table if not exists migrations (name text primary key, at timestamptz not null default now())');
  await tx.query(
    'create table if not exists migration_fills (name text primary key, position text not null, rows bigint not null, total bigint not null)');
  const done = await tx.query<{ name: string }>('select name from migrations order by name');
  return done.map(({ name }) => name);
}

function refuseUnknown(done: readonly string[], migrations: readonly Migration[]): void {
  const unknown = done.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new Mistake(`The database was written by a newer desk (${unknown.join(', ')}). Start that version, or restore a backup.`);
}

function fillOf(migrations: readonly Migration[], name: string): Fill {
  const fill = migrations.find((migration) => migration.name === name)?.fill;
  if (!fill) throw new Error(`Migration ${name} has nothing to fill in, the database says it does.`);
  return fill;
}
