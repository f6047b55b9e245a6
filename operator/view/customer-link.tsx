import type { CustomerHit } from '../../contracts/desk-customers';
import { nameText } from './format';
import { useView } from './view-context';

/** A customer's name, which leads to the customer's page in a window of its own. */
export function CustomerLink({ customer }: { customer: CustomerHit }) {
  const { links, texts: { t } } = useView();
  const name = nameText(customer.name, t);
  const open = (event: MouseEvent) => { if (links.open(customer)) event.preventDefault(); };
  return (
    <a
      href={links.href(customer)} target="_blank" rel="noopener noreferrer" title={t('customer.open', { name })}
      onClick={open} onAuxClick={(event) => { if (event.button === 1) open(event); }}
    >
      <bdi>{name}</bdi>
    </a>
  );
}
