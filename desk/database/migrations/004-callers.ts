/** What a caller can meet beside the conversation: call backs, lists of numbers, recordings, transfers. */
export const callers = {
  name: '004-callers',
  statements: [
    // Where the recordings of a call are: addresses of the storage, in no answer.
    "alter table calls add column records text not null default '[]'",
    "alter table calls add column direction text not null default 'in'",
    // One open request for a number; `call_id` is the first call that asked, its start the place in the order.
    `create table callbacks (
      franchise text not null,
      call_id text not null,
      number text not null,
      called_at bigint not null,
      requested_at bigint not null,
      times integer not null,
      taken_by text,
      taken_at bigint,
      done_by text,
      done_at bigint,
      primary key (franchise, call_id)
    )`,
    'create unique index callbacks_open on callbacks (franchise, number) where done_at is null',
    'create index callbacks_in_order on callbacks (franchise, called_at, call_id)',
    // Which calls asked, so that a repeated event counts once.
    `create table callback_requests (
      franchise text not null,
      call_id text not null,
      callback_id text not null,
      primary key (franchise, call_id)
    )`,
    `create table listed_numbers (
      franchise text not null,
      number text not null,
      list text not null,
      note text not null,
      operator text not null,
      at bigint not null,
      primary key (franchise, number)
    )`,
    `create table transfers (
      franchise text not null,
      transfer_id text not null,
      call_id text not null,
      operator text not null,
      mode text not null,
      to_operator text,
      to_number text,
      state text not null,
      why text,
      opened_at bigint not null,
      ends_at bigint,
      live boolean not null,
      primary key (franchise, transfer_id)
    )`,
    'create unique index transfers_of_call on transfers (franchise, call_id) where live',
    'create index transfers_due on transfers (ends_at) where live',
  ],
} as const;
