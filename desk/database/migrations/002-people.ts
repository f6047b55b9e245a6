export const people = {
  name: '002-people',
  statements: [
    `create table sessions (
      session_hash text primary key,
      franchise text not null,
      operator text not null,
      created_at bigint not null,
      expires_at bigint not null
    )`,
    'create index sessions_expiry on sessions (expires_at)',
    `create table leaderships (
      franchise text not null,
      operator text not null,
      page_id text not null,
      expires_at bigint not null,
      taken_from text,
      primary key (franchise, operator)
    )`,
    `create table presences (
      franchise text not null,
      operator text not null,
      presence text not null,
      call_id text,
      since bigint not null,
      seen_at bigint not null,
      primary key (franchise, operator)
    )`,
    `create table wrap_ups (
      franchise text not null,
      call_id text not null,
      operator text not null,
      opened_at bigint,
      closed_at bigint,
      closed_by text,
      limit_at bigint,
      warned boolean not null,
      extensions integer not null,
      primary key (franchise, call_id, operator)
    )`,
    'create index wrap_ups_open on wrap_ups (franchise, operator) where closed_at is null',
    'create index wrap_ups_limit on wrap_ups (limit_at) where closed_at is null',
  ],
} as const;
