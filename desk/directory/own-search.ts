import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { readField } from '../lookup/number';
import { foldWords } from './fold-name';

/** So many customers with the rarest of the words are read at most, so that no search reads the whole table. */
const READ_MOST = 20_000;
const WORDS_MOST = 8;
/** Sorts after every letter and digit of a word. */
const AFTER = '\u{10FFFF}';

interface Search { query: string; limit: number; region: string }
interface FoundIds { ids: string[]; more: number }

/** Customers whose name has every word of the query, in any order, as the beginning of a word, by name; and by number, first. */
export async function searchIds(db: Queryable, scope: Scope, search: Search): Promise<FoundIds> {
  const words = [...new Set(foldWords(search.query).split(' '))].filter((word) => word !== '').slice(0, WORDS_MOST);
  const { numbers } = readField(search.query, search.region);
  const named = words.length === 0 ? { ids: [], more: 0 } : await byWords(db, scope, { words, limit: search.limit });
  if (numbers.length === 0) return named;
  const numbered = await db.query<{ customer_id: string; total: number }>(
    `select customer_id, count(*) over () as total from (
       select distinct customer_id from customer_numbers where franchise = $1 and (e164 = any($2) or tail = any($3))) as n
     order by customer_id limit $4`,
    [scope.franchise, numbers.map(({ e164, digits }) => e164 ?? digits), numbers.map(({ tail }) => tail), search.limit]);
  const all = [...new Set([...numbered.map(({ customer_id }) => customer_id), ...named.ids])];
  const more = (numbered[0]?.total ?? 0) - numbered.length + named.more + Math.max(0, all.length - search.limit);
  return { ids: all.slice(0, search.limit), more };
}

async function byWords(db: Queryable, { franchise }: Scope, { words, limit }: { words: readonly string[]; limit: number }): Promise<FoundIds> {
  const first = words.length === 1 ? words[0] : await rarest(db, franchise, words);
  if (first === undefined) return { ids: [], more: 0 };
  const { sql, values } = byWordsStatement({ franchise, first, words, limit });
  const rows = await db.query<{ customer_id: string; total: number }>(sql, values);
  return { ids: rows.map(({ customer_id }) => customer_id), more: (rows[0]?.total ?? 0) - rows.length };
}

/** The statement alone, for `EXPLAIN` too. `first` is the word that the index is read by. */
export function byWordsStatement({ franchise, first, words, limit }: { franchise: string; first: string; words: readonly string[]; limit: number }) {
  const values = [franchise, first, first + AFTER, words.map((word) => `% ${word}%`), READ_MOST, limit];
  return { sql: BY_WORDS, values };
}

// A name has several words with the same beginning at times, and is one customer.
const BY_WORDS = `
  select c.customer_id, count(*) over () as total
  from (
    select distinct customer_id from (
      select customer_id from customer_words where franchise = $1 and word >= $2 and word < $3 order by word, customer_id limit $5
    ) as read
  ) w
  join customers c on c.franchise = $1 and c.customer_id = w.customer_id
  where ' ' || c.name_folded like all ($4::text[])
  order by c.name_folded collate "C", c.customer_id
  limit $6`;

/** By counting no further than a search would read. */
async function rarest(db: Queryable, franchise: string, words: readonly string[]): Promise<string | undefined> {
  const [row] = await db.query<{ prefix: string }>(
    `select p.prefix from unnest($2::text[]) as p(prefix)
     order by (select count(*) from (
       select 1 from customer_words w where w.franchise = $1 and w.word >= p.prefix and w.word < p.prefix || $3::text limit $4) as counted), p.prefix
     limit 1`, [franchise, words, AFTER, READ_MOST]);
  return row?.prefix;
}
