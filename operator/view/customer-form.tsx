import { useEffect, useState } from 'preact/hooks';
import type { Customer, CustomerNumber } from '../../contracts/desk-customers';
import { CUSTOMER_NUMBERS_MOST, TEXT_LIMITS } from '../../contracts/text';
import { DeskError, type DeskHttp } from '../desk/desk-http';
import type { Texts } from '../locale';
import { Button } from './button';
import { CommentList } from './comments';
import { dayAndTime, moreText, nameText } from './format';
import { TooLong } from './too-long';

/** `from`: the call that a new customer is made from; without one a number at most. */
export interface CustomerFormProps { http: DeskHttp; texts: Texts; id: string | null; from: { number: string; callId: string | null } }
interface Fields { name: string; numbers: CustomerNumber[]; note: string }
type Message = 'saving' | 'saved' | 'failed' | 'conflict' | null;

/** A new customer with the caller's number filled in, or one who is known, with his calls. */
export function CustomerForm({ http, texts, id, from }: CustomerFormProps) {
  const { t, language } = texts;
  const [customer, setCustomer] = useState<Customer | 'loading' | 'none' | null>(id === null ? null : 'loading');
  const [fields, setFields] = useState<Fields>({ name: '', numbers: [{ number: from.number, label: null }], note: '' });
  const [message, setMessage] = useState<Message>(null);
  // One per form: a click too many makes no second customer.
  const [saveId] = useState(() => crypto.randomUUID());
  const show = (shown: Customer) => {
    setCustomer(shown);
    setFields({ name: shown.name, numbers: shown.numbers, note: shown.note });
  };
  useEffect(() => {
    if (id !== null) http.call('GET /api/customers/:customerId', { params: { customerId: id } }).then(show, () => setCustomer('none'));
  }, [id, http]);
  const save = () => {
    setMessage('saving');
    const known = typeof customer === 'object' ? customer : null;
    store(http, { known, fields, saveId, callId: from.callId }).then(
      (stored) => {
        show(stored);
        setMessage('saved');
        history.replaceState(null, '', `#/customers/${encodeURIComponent(stored.id)}`);
      },
      (error: unknown) => setMessage(error instanceof DeskError && error.code === 'conflict' ? 'conflict' : 'failed'),
    );
  };
  if (customer === 'loading' || customer === 'none') {
    return <div class="app"><p class="hint">{t(customer === 'none' ? 'customerPage.notFound' : 'customerPage.loading')}</p></div>;
  }
  return (
    <div class="app customer-page" lang={language}>
      <h1>{customer === null ? t('customerPage.newTitle') : nameText(customer.name, t)}</h1>
      <div class="columns">
        <form class="panel form" onSubmit={(event) => { event.preventDefault(); save(); }}>
          <FieldsOf fields={fields} onChange={setFields} texts={texts} />
          <div class="panel-actions">
            <button type="submit" class="button primary" disabled={message === 'saving' || isTooLong(fields)}>{t('customerPage.save')}</button>
          </div>
          <p role="status" class="hint">{message === null ? '' : t(`customerPage.${message}`)}</p>
          {customer !== null && customer.unread.length > 0 && <p class="not-found">{t('customerPage.unread', { numbers: customer.unread.join(', ') })}</p>}
        </form>
        {customer !== null && <Calls customer={customer} texts={texts} />}
      </div>
    </div>
  );
}

function Calls({ customer, texts }: { customer: Customer; texts: Texts }) {
  const { t, language } = texts;
  return (
    <section class="panel" aria-labelledby="calls-title">
      <h2 id="calls-title">{t('customerPage.calls')}</h2>
      {customer.calls.length === 0 && <p class="hint">{t('customerPage.noCalls')}</p>}
      <ul class="rows">
        {customer.calls.map((call) => (
          <li key={call.callId}>
            <div class="row-words"><b>{dayAndTime(call.startedAt, language)}</b><CommentList comments={call.comments} texts={texts} /></div>
          </li>
        ))}
      </ul>
      {customer.moreCalls > 0 && <p class="hint">{moreText(customer.moreCalls, t)}</p>}
    </section>
  );
}

interface FieldsProps { fields: Fields; onChange: (fields: Fields) => void; texts: Texts }

function FieldsOf({ fields, onChange, texts }: FieldsProps) {
  const { t } = texts;
  const setNumber = (index: number, value: string) =>
    onChange({ ...fields, numbers: fields.numbers.map((old, at) => (at === index ? { ...old, number: value } : old)) });
  return (
    <>
      <label>{t('customerPage.name')}
        <input value={fields.name} dir="auto" autocomplete="off" onInput={(event) => onChange({ ...fields, name: event.currentTarget.value })} />
      </label>
      <TooLong text={fields.name} limit={TEXT_LIMITS.customerName} texts={texts} />
      {fields.numbers.map(({ number, label }, index) => (
        <div class="number-row" key={index}>
          <label>{t('customerPage.number')}{label !== null && <small dir="auto">{label}</small>}
            <input type="tel" value={number} autocomplete="off" onInput={(event) => setNumber(index, event.currentTarget.value)} />
            <TooLong text={number} limit={TEXT_LIMITS.number} texts={texts} />
          </label>
          {fields.numbers.length > 1 && (
            <Button kind="quiet" icon="close" label={t('customerPage.removeNumber')}
              onClick={() => onChange({ ...fields, numbers: fields.numbers.filter((_, at) => at !== index) })} />
          )}
        </div>
      ))}
      {fields.numbers.length < CUSTOMER_NUMBERS_MOST && (
        <div class="form-more">
          <Button kind="quiet" icon="plus" onClick={() => onChange({ ...fields, numbers: [...fields.numbers, { number: '', label: null }] })}>{t('customerPage.addNumber')}</Button>
        </div>
      )}
      <label>{t('customerPage.note')}
        <textarea value={fields.note} dir="auto" rows={3} onInput={(event) => onChange({ ...fields, note: event.currentTarget.value })} />
      </label>
      <TooLong text={fields.note} limit={TEXT_LIMITS.customerNote} texts={texts} />
    </>
  );
}

function isTooLong({ name, numbers, note }: Fields): boolean {
  return name.length > TEXT_LIMITS.customerName || note.length > TEXT_LIMITS.customerNote || numbers.some(({ number }) => number.length > TEXT_LIMITS.number);
}

interface Stored { known: Customer | null; fields: Fields; saveId: string; callId: string | null }

function store(http: DeskHttp, { known, fields, saveId, callId }: Stored): Promise<Customer> {
  const numbers = fields.numbers.filter(({ number }) => number.trim() !== '');
  const body = { name: fields.name.trim(), numbers, note: fields.note };
  if (known === null) return http.call('POST /api/customers', { body: { ...body, saveId, ...(callId === null ? {} : { callId }) } });
  return http.call('PATCH /api/customers/:customerId', { params: { customerId: known.id }, body: { ...body, version: known.version } });
}
