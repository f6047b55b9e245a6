/** Persons who are to be erased or exported: how far it is, and what came of it. */
export const personRequests = {
  name: '024-person-requests',
  statements: [
    `create table person_requests (
      franchise text not null,
      request_id text not null,
      kind text not null,
      asked_by text,
      asked_at bigint not null,
      shown text,
      who text,
      state text not null,
      next_at bigint,
      attempts integer not null,
      why text,
      protocol text,
      rest text,
      document text,
      expires_at bigint,
      ended_at bigint,
      primary key (franchise, request_id)
    )`,
    'create index person_requests_due on person_requests (next_at) where next_at is not null',
    'alter table record_removals add column request_id text',
  ],
} as const;
