/** What operators wrote about a call, each text by itself. What was saved before had its author beside it. */
export const comments = {
  name: '020-comments',
  statements: [
    `create table comments (
      franchise text not null,
      comment_id text not null,
      call_id text not null,
      author text not null,
      body text not null,
      received_at bigint not null,
      place bigint generated always as identity,
      edited_at bigint,
      hidden_by text,
      hidden_at bigint,
      primary key (franchise, comment_id)
    )`,
    'create index comments_call on comments (franchise, call_id, place)',
    `insert into comments (franchise, comment_id, call_id, author, body, received_at)
     select franchise, save_id, call_id, operator, comment, received_at from saves
     where comment ~ '[^[:space:]]' order by received_at, saved_at, save_id`,
    'alter table saves drop column comment',
  ],
} as const;
