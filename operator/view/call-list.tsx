import { useCallback, useState } from 'preact/hooks';
import { Button } from './button';
import { CallRow } from './call-row';
import { usePages } from './use-pages';
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
  const load = useCallback((cursor: string | null) => lists[kind]({ scope, cursor }), [lists, kind, scope]);
  const { items: calls, state, more, reload } = usePages(load, lists.onCall);
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
      {more && <Button kind="quiet" onClick={more}>{t('calls.more')}</Button>}
    </section>
  );
}
