import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { readNumber } from '../lookup/number';
import { foldName } from './fold-name';

/** So many customers with the rarest of the words are read at most, so that no search reads the whole table. */
const READ_MOST = 20_000;
const WORDS_MOST = 8;
/** Sorts after every letter and digit of a word. */
const AFTER = '\u{10FFFF}';

interface Search { query: string; limit: number; region: string }

/** Ids of customers whose name has every word of the query, in any order, as the beginning of a word; and by number. */
export async function searchIds(db: Queryable, scope: Scope, search: Search): Promise<string[]> {
  const words = [...new Set(foldName(search.query).split(' '))].filter((word) => word !== '').slice(0, WORDS_MOST);
  const number = readNumber(search.query, search.region);
  const named = words.length === 0 ? [] : await byWords(db, scope, { words, limit: search.limit });
  if (number.digits === '') return named;
  const numbered = await db.query<{ customer_id: string }>(
    'select distinct customer_id from customer_numbers where franchise = $1 and (e164 = $2 or tail = $3) order by customer_id limit $4',
    [scope.franchise, number.e164 ?? number.digits, number.tail, search.limit]);
  return [...new Set([...numbered.map(({ customer_id }) => customer_id), ...named])].slice(0, search.limit);
}

async function byWords(db: Queryable, { franchise }: Scope, { words, limit }: { words: readonly string[]; limit: number }): Promise<string[]> {
  const first = words.length === 1 ? words[0] : await rarest(db, franchise, words);
  if (first === undefined) return [];
  const { sql, values } = byWordsStatement({ franchise, first, words, limit });
  const rows = await db.query<{ customer_id: string }>(sql, values);
  return [...new Set(rows.map(({ customer_id }) => customer_id))].slice(0, limit);
}

/** The statement alone, for `EXPLAIN` too. `first` is the word that the index is read by. */
export function byWordsStatement({ franchise, first, words, limit }: { franchise: string; first: string; words: readonly string[]; limit: number }) {
  // A name has several words with the same beginning at times, so more rows than customers are asked for.
  const values = [franchise, first, first + AFTER, words.map((word) => `% ${word}%`), READ_MOST, limit * 3];
  return { sql: BY_WORDS, values };
}

const BY_WORDS = `
  select c.customer_id
  from (
    select customer_id from customer_words where franchise = $1 and word >= $2 and word < $3 order by word, customer_id limit $5
  ) w
  join customers c on c.franchise = $1 and c.customer_id = w.customer_id
  where ' ' || c.name_folded like all ($4::text[])
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
