import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PageOf } from '../../contracts/desk-api';

export interface Pages<T> {
  items: readonly T[];
  state: 'loading' | 'done' | 'failed';
  /** Null where everything is shown. */
  more: (() => void) | null;
  reload: () => void;
}

interface Shown<T> { items: readonly T[]; pages: number; hasMore: boolean; state: Pages<T>['state'] }
const nothing = { items: [], pages: 1, hasMore: false, state: 'loading' as const };

/** A list that the desk gives in pages. With news it is asked for anew, as far as it is shown: nobody loses his place. */
export function usePages<T>(load: (cursor: string | null) => Promise<PageOf<T>>, onNews: (reload: () => void) => () => void): Pages<T> {
  const [shown, setShown] = useState<Shown<T>>(nothing);
  const pages = useRef(1);
  const asked = useRef(0);
  const ask = useCallback((count: number) => {
    const mine = ++asked.current;
    pages.current = count;
    readPages(load, count).then(
      ({ items, hasMore }) => { if (mine === asked.current) setShown({ items, pages: count, hasMore, state: 'done' }); },
      () => { if (mine === asked.current) setShown((before) => ({ ...before, state: 'failed' })); },
    );
  }, [load]);
  const reload = useCallback(() => ask(pages.current), [ask]);
  useEffect(() => {
    setShown(nothing);
    ask(1);
    return () => { asked.current += 1; };
  }, [ask]);
  useEffect(() => onNews(reload), [onNews, reload]);
  const { items, state, hasMore } = shown;
  return { items, state, more: hasMore && state === 'done' ? () => ask(shown.pages + 1) : null, reload };
}

async function readPages<T>(load: (cursor: string | null) => Promise<PageOf<T>>, count: number): Promise<{ items: T[]; hasMore: boolean }> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < count; page += 1) {
    const read: PageOf<T> = await load(cursor);
    items.push(...read.items);
    cursor = read.next;
    if (cursor === null) break;
  }
  return { items, hasMore: cursor !== null };
}
