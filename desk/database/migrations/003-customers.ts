export const customers = {
  name: '003-customers',
  statements: [
    `create table customers (
      franchise text not null,
      customer_id text not null,
      save_id text,
      name text not null,
      name_folded text not null,
      note text not null,
      version integer not null,
      created_at bigint not null,
      primary key (franchise, customer_id),
      unique (franchise, save_id)
    )`,
    'create index customers_by_name on customers (franchise, name_folded text_pattern_ops)',
    `create table customer_numbers (
      franchise text not null,
      customer_id text not null,
      position integer not null,
      number text not null,
      label text,
      e164 text,
      digits text not null,
      tail text not null,
      primary key (franchise, customer_id, position),
      foreign key (franchise, customer_id) references customers (franchise, customer_id) on delete cascade
    )`,
    'create index customer_numbers_exact on customer_numbers (franchise, e164) where e164 is not null',
    'create index customer_numbers_tail on customer_numbers (franchise, tail)',
    `create table erp_outbox (
      franchise text not null,
      save_id text not null,
      call_id text not null,
      body text not null,
      attempts integer not null,
      next_at bigint not null,
      done_at bigint,
      last_error text,
      primary key (franchise, save_id)
    )`,
    'create index erp_outbox_due on erp_outbox (next_at) where done_at is null',
  ],
} as const;
