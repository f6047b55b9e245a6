import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PageOf } from '../../contracts/desk-api';
import type { CallSummary } from '../../contracts/desk-journal';
import { Button } from './button';
import { CallRow } from './call-row';
import type { CallsAsked } from './lists';
import { useView } from './view-context';

export interface CallListProps {
  title: string;
  empty: string;
  kind: 'missed' | 'calls';
  scopes: readonly ('mine' | 'all')[];
}

/** Missed calls, or this operator's calls; follows the desk's live messages. */
export function CallList({ title, empty, kind, scopes }: CallListProps) {
  const { lists, texts: { t } } = useView();
  const [scope, setScope] = useState<'mine' | 'all'>(scopes[0] ?? 'mine');
  const { calls, state, next, loadMore, reload } = useCalls(lists[kind], scope);
  useEffect(() => lists.onCall(reload), [lists, reload]);
  const id = `list-${kind}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        {scopes.length > 1 && (
          <div class="segments" role="group" aria-label={t('calls.scope')}>
            {scopes.map((name) => (
              <button type="button" key={name} aria-pressed={name === scope} onClick={() => setScope(name)}>{t(`calls.${name}`)}</button>
            ))}
          </div>
        )}
      </div>
      {calls.length > 0 && (
        <ul class="rows">{calls.map((call) => <CallRow key={call.callId} call={call} kind={kind} onChanged={reload} />)}</ul>
      )}
      {state === 'failed' && <p class="not-found">{t('calls.failed')}<Button kind="quiet" onClick={reload}>{t('action.retry')}</Button></p>}
      {state === 'loading' && calls.length === 0 && <p class="hint">{t('calls.loading')}</p>}
      {state === 'done' && calls.length === 0 && <p class="hint empty">{empty}</p>}
      {next !== null && state === 'done' && <Button kind="quiet" onClick={loadMore}>{t('calls.more')}</Button>}
    </section>
  );
}

type Load = (asked: CallsAsked) => Promise<PageOf<CallSummary>>;
interface Loaded { calls: CallSummary[]; next: string | null; state: 'loading' | 'done' | 'failed' }

function useCalls(load: Load, scope: 'mine' | 'all') {
  const [loaded, setLoaded] = useState<Loaded>({ calls: [], next: null, state: 'loading' });
  const fetchPage = useCallback((cursor: string | null, before: CallSummary[]) => {
    let wanted = true;
    load({ scope, cursor }).then(
      ({ items, next }) => { if (wanted) setLoaded({ calls: [...before, ...items], next, state: 'done' }); },
      () => { if (wanted) setLoaded((shown) => ({ ...shown, state: 'failed' })); },
    );
    return () => { wanted = false; };
  }, [load, scope]);
  const reload = useCallback(() => void fetchPage(null, []), [fetchPage]);
  useEffect(() => {
    setLoaded({ calls: [], next: null, state: 'loading' });
    return fetchPage(null, []);
  }, [fetchPage]);
  return { ...loaded, reload, loadMore: () => void fetchPage(loaded.next, loaded.calls) };
}
