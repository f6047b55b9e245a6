import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DeskToPage } from '../../contracts/desk-live';
import { useView } from './view-context';

export interface Fresh<T> { value: T | null; failed: boolean; reload: () => void }

/** What the desk answers, asked anew with every live message of these types. */
export function useFresh<T>(load: () => Promise<T>, types: readonly DeskToPage['type'][]): Fresh<T> {
  const { callers } = useView();
  const [shown, setShown] = useState<{ value: T | null; failed: boolean }>({ value: null, failed: false });
  const reload = useCallback(() => {
    load().then((value) => setShown({ value, failed: false }), () => setShown((before) => ({ ...before, failed: true })));
  }, [load]);
  useEffect(reload, [reload]);
  useEffect(() => callers.onNews(types, reload), [callers, reload, types.join()]);
  return { ...shown, reload };
}
