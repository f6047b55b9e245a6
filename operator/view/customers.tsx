import type { CustomerHit } from '../../contracts/desk-customers';
import { isBlank } from '../../contracts/text';
import { controls, type CallerCard } from '../state';
import { Button } from './button';
import { CustomerLink } from './customer-link';
import { CustomerSearch } from './customer-search';
import { initials, moreText, phoneText } from './format';
import { Icon } from './icons';
import { useView } from './view-context';

/** «Поиск клиента по номеру телефона». */
export function Customers({ card }: { card: CallerCard }) {
  const { state, dispatch, texts: { t } } = useView();
  const { lookUp } = card;
  const frozen = state.wrapUp?.phase === 'saving';
  const canAttach = lookUp.state === 'none' || lookUp.state === 'found' || lookUp.state === 'failed';
  return (
    <section class="panel customers" aria-labelledby="customers-title">
      <h2 id="customers-title">{t('customer.title')}</h2>
      <div aria-live="polite">
        <LookUpState card={card} />
        {card.customers.length > 1 && card.chosenId === null && <p class="hint">{t('customer.several', { count: card.customers.length })}</p>}
      </div>
      {card.customers.length > 0 && (
        <ul class="customer-list">
          {card.customers.map((customer) => <CustomerRow key={customer.id} customer={customer} card={card} frozen={frozen} />)}
        </ul>
      )}
      {card.more !== 0 && <p class="hint">{moreText(card.more, t)}</p>}
      {card.search
        ? <CustomerSearch card={card} search={card.search} />
        : canAttach && !frozen && (
          <Button kind="quiet" icon="link" onClick={() => dispatch({ type: 'user.search', query: '' })}>{t('customer.attach')}</Button>
        )}
    </section>
  );
}

function LookUpState({ card }: { card: CallerCard }) {
  const { state, dispatch, texts: { t } } = useView();
  switch (card.lookUp.state) {
    case 'searching': return <p class="searching"><span class="spinner" aria-hidden="true" />{t('customer.searching')}</p>;
    case 'none': return <p class="not-found"><Icon name="alert" />{t('customer.none')}</p>;
    case 'no-number': return <p class="hint">{t('customer.no-number')}</p>;
    case 'failed': return (
      <p class="not-found">
        <Icon name="alert" />{t('customer.failed')}
        <Button kind="quiet" disabled={!controls(state).lookUp.enabled} onClick={() => dispatch({ type: 'user.lookUp' })}>{t('action.retry')}</Button>
      </p>
    );
    default: return null;
  }
}

function CustomerRow({ customer, card, frozen }: { customer: CustomerHit; card: CallerCard; frozen: boolean }) {
  const { dispatch, texts: { t } } = useView();
  const chosen = customer.id === card.chosenId;
  return (
    <li class={chosen ? 'chosen' : ''}>
      <span class="badge" aria-hidden="true">{isBlank(customer.name) ? <Icon name="user" size={18} /> : initials(customer.name)}</span>
      <div class="customer-words">
        <CustomerLink customer={customer} />
        <small class="numbers-of">{customer.numbers.map(({ number }) => <span key={number}>{phoneText(number)}</span>)}</small>
      </div>
      <Button
        kind={chosen ? 'quiet' : 'plain'} small pressed={chosen} disabled={frozen} {...(chosen ? { icon: 'check' as const } : {})}
        onClick={() => dispatch({ type: 'user.choose', customerId: chosen ? null : customer.id })}
      >
        {t(chosen ? 'customer.chosen' : 'customer.choose')}
      </Button>
    </li>
  );
}
