/**
 * `calls` is a projection of `call_events` and `offer_reports`, rebuilt with every batch; the rest are facts.
 * Times are epoch milliseconds. `franchise` leads every key that a page can reach.
 */
export const calls = {
  name: '001-calls',
  statements: [
    `create table call_events (
      event_id text primary key,
      franchise text not null,
      call_id text not null,
      seq bigint not null,
      kind text not null,
      at_ms bigint not null,
      body text not null,
      received_at bigint not null
    )`,
    'create index call_events_call on call_events (franchise, call_id, seq)',
    `create table call_entries (
      entry_id text primary key,
      franchise text not null,
      call_id text not null,
      kind text not null,
      operator text,
      detail text,
      at bigint not null
    )`,
    'create index call_entries_call on call_entries (franchise, call_id, at)',
    `create table calls (
      call_id text primary key,
      franchise text not null,
      from_number text,
      from_raw text not null,
      to_number text not null,
      started_at bigint not null,
      day text not null,
      phase text not null,
      queued boolean not null,
      answered boolean not null,
      answer_wait_ms bigint,
      wait_ms bigint not null,
      talk_ms bigint not null,
      operator text,
      ringing text,
      offers text not null,
      offered_to text[] not null,
      reason text,
      detail text,
      ended_by text,
      ended_at bigint,
      last_heard_at bigint not null
    )`,
    'create index calls_by_start on calls (franchise, started_at desc, call_id)',
    'create index calls_by_operator on calls (franchise, operator, started_at desc)',
    'create index calls_by_day on calls (franchise, day)',
    'create index calls_by_number on calls (franchise, from_number, started_at desc)',
    'create index calls_missed on calls (franchise, started_at desc) where not answered',
    'create index calls_alive on calls (last_heard_at) where reason is null',
    // The operator's choice; `hit` is the customer as he was then, for sources that cannot be asked for every list.
    `create table choices (
      franchise text not null,
      call_id text not null,
      customer_id text,
      hit text,
      operator text not null,
      at bigint not null,
      primary key (franchise, call_id)
    )`,
    'create index choices_by_customer on choices (franchise, customer_id)',
    `create table handled (
      franchise text not null,
      call_id text not null,
      operator text not null,
      at bigint not null,
      primary key (franchise, call_id)
    )`,
    `create table saves (
      franchise text not null,
      save_id text not null,
      call_id text not null,
      operator text not null,
      comment text not null,
      customer_id text,
      saved_at bigint not null,
      received_at bigint not null,
      primary key (franchise, save_id)
    )`,
    'create index saves_call on saves (franchise, call_id)',
    `create table drafts (
      franchise text not null,
      operator text not null,
      call_id text not null,
      comment text not null,
      customer_id text,
      revision bigint not null,
      saved_at bigint not null,
      primary key (franchise, operator, call_id)
    )`,
    `create table offer_reports (
      franchise text not null,
      report_id text not null,
      call_id text not null,
      operator text not null,
      offer_id text,
      kind text not null,
      why text,
      at bigint not null,
      primary key (franchise, report_id)
    )`,
    'create index offer_reports_call on offer_reports (franchise, call_id, at)',
    `create table holdouts (
      franchise text not null,
      call_id text not null,
      operator text not null,
      rejected_at bigint not null,
      waiting_for text[] not null,
      had_others boolean not null,
      primary key (franchise, call_id, operator)
    )`,
    `create table commands (
      command_id text primary key,
      franchise text not null,
      call_id text not null,
      operator text not null,
      sent_at bigint not null,
      applied boolean,
      why text
    )`,
    // Credentials: sealed, never in an answer, gone at the call's end.
    'create table access_urls (call_id text primary key, franchise text not null, sealed text not null, at bigint not null)',
    'create table nonces (nonce text primary key, at bigint not null)',
  ],
} as const;
