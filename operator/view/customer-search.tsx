import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallerCard, CustomerSearch as Search } from '../state';
import { Button } from './button';
import { phoneText } from './format';
import { useView } from './view-context';

/** The caller's number for a customer who is known already. */
export function CustomerSearch({ search }: { card: CallerCard; search: Search }) {
  const { dispatch, texts: { t } } = useView();
  const field = useRef<HTMLInputElement>(null);
  // Opened by the operator's own click: here the focus follows it.
  useLayoutEffect(() => field.current?.focus(), []);
  const attaching = search.state === 'attaching';
  const empty = search.state === 'done' && search.query.trim() !== '' && search.found.length === 0;
  return (
    <div class="search" onKeyDown={(event) => { if (event.key === 'Escape') dispatch({ type: 'user.closeSearch' }); }}>
      <div class="search-field">
        <input
          ref={field} type="search" value={search.query} disabled={attaching} aria-label={t('customer.search')} placeholder={t('customer.search')}
          onInput={(event) => dispatch({ type: 'user.search', query: event.currentTarget.value })}
        />
        <Button icon="close" kind="quiet" label={t('customer.closeSearch')} disabled={attaching} onClick={() => dispatch({ type: 'user.closeSearch' })} />
      </div>
      <div role="status">
        {search.state === 'failed' && <p class="not-found">{t('customer.failed')}</p>}
        {empty && <p class="hint">{t('customer.nothing')}</p>}
        {attaching && <p class="hint">{t('customer.attaching')}</p>}
      </div>
      <ul class="customer-list">
        {search.found.map((customer) => (
          <li key={customer.id}>
            <div class="customer-words">
              <bdi>{customer.name === '' ? t('customer.noName') : customer.name}</bdi>
              <small class="numbers-of">{customer.numbers.map(({ number }) => <span key={number}>{phoneText(number)}</span>)}</small>
            </div>
            <Button small disabled={attaching} onClick={() => dispatch({ type: 'user.attach', customerId: customer.id })}>{t('customer.attachTo')}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
