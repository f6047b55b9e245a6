import { useLayoutEffect, useRef } from 'preact/hooks';
import { TEXT_LIMITS } from '../../contracts/text';
import type { CallerCard, CustomerSearch as Search } from '../state';
import { Button } from './button';
import { moreText, nameText, phoneText } from './format';
import { TooLong } from './too-long';
import { useView } from './view-context';

/** The caller's number for a customer who is known already. */
export function CustomerSearch({ search }: { card: CallerCard; search: Search }) {
  const { dispatch, texts } = useView();
  const { t } = texts;
  const field = useRef<HTMLInputElement>(null);
  // Opened by the operator's own click: here the focus follows it.
  useLayoutEffect(() => field.current?.focus(), []);
  const attaching = search.state === 'attaching';
  const asked = search.query.trim() !== '' && search.query.length <= TEXT_LIMITS.search;
  const empty = search.state === 'done' && asked && search.found.length === 0;
  return (
    <div class="search" onKeyDown={(event) => { if (event.key === 'Escape') dispatch({ type: 'user.closeSearch' }); }}>
      <div class="search-field">
        <input
          ref={field} type="search" value={search.query} disabled={attaching} aria-label={t('customer.search')} placeholder={t('customer.search')}
          onInput={(event) => dispatch({ type: 'user.search', query: event.currentTarget.value })}
        />
        <Button icon="close" kind="quiet" label={t('customer.closeSearch')} disabled={attaching} onClick={() => dispatch({ type: 'user.closeSearch' })} />
      </div>
      <TooLong text={search.query} limit={TEXT_LIMITS.search} texts={texts} />
      <div role="status">
        {search.state === 'failed' && <p class="not-found">{t('customer.failed')}</p>}
        {empty && <p class="hint">{t('customer.nothing')}</p>}
        {attaching && <p class="hint">{t('customer.attaching')}</p>}
      </div>
      <ul class="customer-list">
        {search.found.map((customer) => (
          <li key={customer.id}>
            <div class="customer-words">
              <bdi>{nameText(customer.name, t)}</bdi>
              <small class="numbers-of">{customer.numbers.map(({ number }) => <span key={number}>{phoneText(number)}</span>)}</small>
            </div>
            <Button small disabled={attaching} onClick={() => dispatch({ type: 'user.attach', customerId: customer.id })}>{t('customer.attachTo')}</Button>
          </li>
        ))}
      </ul>
      {search.state === 'done' && search.more !== 0 && <p class="hint">{moreText(search.more, t)}</p>}
    </div>
  );
}
