import type { Database, Queryable } from '../database/port';

/** What a desk asked of its database so far; opening and ending a transaction is a round trip each, as a statement is. */
export interface DatabaseWork { roundTrips: number; transactions: number }

/** The same database, counting. */
export function counted(database: Database): { database: Database; work: DatabaseWork } {
  const work: DatabaseWork = { roundTrips: 0, transactions: 0 };
  const count = (on: Queryable): Queryable => ({
    ...on,
    query: (sql, values) => {
      work.roundTrips++;
      return on.query(sql, values);
    },
  });
  return {
    work,
    database: {
      ...database,
      ...count(database),
      transaction: (run) => {
        work.transactions++;
        work.roundTrips += 2;
        return database.transaction((tx) => run(count(tx)));
      },
    },
  };
}
