/** What the desks on one database know of each other's jobs: when each ran, when it runs again, who runs it now. */
export const jobs = {
  name: '023-jobs',
  statements: [
    `create table jobs (
      name text primary key,
      every_ms bigint not null,
      started_at bigint not null,
      next_at bigint not null,
      held_by text,
      held_until bigint,
      failures bigint not null,
      failed_in_row integer not null,
      why text
    )`,
    // By how much what lasts was moved on, all in all, because the database's clock was set ahead; one row at the most.
    'create table shared_clock (one boolean primary key, moved_ms bigint not null)',
  ],
} as const;
