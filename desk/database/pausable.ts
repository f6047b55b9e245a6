import type { Database } from './port';

export interface Pausable {
  database: Database;
  /** Does `work` while no transaction of this process is under way; those that come meanwhile wait for its end. */
  alone: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
}

/**
 * What a transaction works out by the time of its beginning must not be written after that time was moved on: it would be
 * as old as the jump.
 */
export function pausable(database: Database): Pausable {
  const underWay = new Set<Promise<unknown>>();
  let pause: Promise<unknown> = Promise.resolve();
  return {
    database: {
      ...database,
      async transaction(work, options) {
        await pause;
        const running = database.transaction(work, options);
        const ended = running.catch(() => undefined).finally(() => underWay.delete(ended));
        underWay.add(ended);
        return running;
      },
    },
    alone(work) {
      const done = pause.then(() => Promise.all(underWay)).then(() => work(database));
      pause = done.catch(() => undefined);
      return done;
    },
  };
}
