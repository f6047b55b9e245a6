const OF_A_PERSON = ['call_events', 'saves', 'comments', 'drafts', 'choices', 'call_entries', 'offer_reports', 'erp_outbox'];

/** What was erased stays erased, and recordings whose call is gone are still to be deleted in the cloud. */
export const erasure = {
  name: '022-erasure',
  statements: [
    `create table erased_calls (
      franchise text not null,
      call_id text not null,
      at bigint not null,
      primary key (franchise, call_id)
    )`,
    // A page that was offline, or a session that could not reach the desk, brings its texts and numbers late.
    `create function refuse_erased() returns trigger language plpgsql as $$
     begin
       if exists (select 1 from erased_calls e where e.franchise = new.franchise and e.call_id = new.call_id) then return null; end if;
       return new;
     end $$`,
    ...OF_A_PERSON.map((table) => `create trigger ${table}_erased before insert on ${table} for each row execute function refuse_erased()`),
    `create table record_removals (
      franchise text not null,
      address text not null,
      attempts integer not null,
      next_at bigint not null,
      last_error text,
      primary key (franchise, address)
    )`,
    'create index record_removals_due on record_removals (next_at)',
  ],
} as const;
