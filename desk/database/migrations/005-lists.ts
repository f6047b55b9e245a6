/** What lists and searches read by, and whose turn it is to be asked about. */
export const lists = {
  name: '005-lists',
  statements: [
    // A call that was answered and then lost is missed too; both lists go back in time over (started_at, call_id).
    'drop index calls_missed',
    `create index calls_missed on calls (franchise, started_at desc, call_id desc)
     where direction = 'in' and reason in ('abandoned', 'unserved', 'voicemail')`,
    'drop index calls_by_start',
    'create index calls_by_start on calls (franchise, started_at desc, call_id desc)',
    // When a desk last asked the account's history about a call without an end.
    'alter table calls add column asked_at bigint',
    // The words of customers' names, kept by the database itself, whoever writes the names.
    `create table customer_words (
      franchise text not null,
      word text collate "C" not null,
      customer_id text not null,
      primary key (franchise, word, customer_id),
      foreign key (franchise, customer_id) references customers (franchise, customer_id) on delete cascade
    )`,
    'create index customer_words_customer on customer_words (franchise, customer_id)',
    `create function keep_customer_words() returns trigger language plpgsql as $$
     begin
       if tg_op = 'UPDATE' then
         delete from customer_words w using written c where w.franchise = c.franchise and w.customer_id = c.customer_id;
       end if;
       insert into customer_words (franchise, word, customer_id)
       select distinct franchise, word, customer_id from written, unnest(string_to_array(name_folded, ' ')) as word where word <> '';
       return null;
     end $$`,
    `create trigger customers_added after insert on customers
     referencing new table as written for each statement execute function keep_customer_words()`,
    `create trigger customers_edited after update on customers
     referencing new table as written for each statement execute function keep_customer_words()`,
    'drop index customers_by_name',
  ],
  // Of the customers that are there already; the triggers above see to all others.
  fill: {
    what: "the words of customers' names",
    from: 'customers',
    part: `with part as (
        select franchise, customer_id, name_folded from customers
        where (franchise, customer_id) > ($1, $2) order by franchise, customer_id limit $3::integer
      ), written as (
        insert into customer_words (franchise, word, customer_id)
        select distinct franchise, word, customer_id from part, unnest(string_to_array(name_folded, ' ')) as word where word <> ''
        on conflict do nothing
      )
      select array[franchise, customer_id] as position, (select count(*) from part) as rows
      from part order by franchise desc, customer_id desc limit 1`,
  },
} as const;
