import { useEffect, useState } from 'preact/hooks';
import type { Customer, CustomerNumber } from '../../contracts/desk-customers';
import { CUSTOMER_NUMBERS_MOST, TEXT_LIMITS } from '../../contracts/text';
import { DeskError, type DeskHttp } from '../desk/desk-http';
import { troubleOf, type Trouble } from '../desk/trouble';
import type { Texts } from '../locale';
import { Button } from './button';
import { CommentList } from './comments';
import { dayAndTime, moreText, nameText } from './format';
import { TooLong } from './too-long';

/** `from`: the call that a new customer is made from; without one a number at most. */
export interface CustomerFormProps { http: DeskHttp; texts: Texts; id: string | null; from: { number: string; callId: string | null } }
interface Fields { name: string; numbers: CustomerNumber[]; note: string }
type Message = 'saving' | 'saved' | 'conflict' | null;
/** What kept the customer from being shown or saved; `pageUrl`: where it is done instead. */
interface Hindrance { why: Trouble | 'elsewhere'; pageUrl: string | null }

/** A new customer with the caller's number filled in, or one who is known, with his calls. */
export function CustomerForm({ http, texts, id, from }: CustomerFormProps) {
  const { t, language } = texts;
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [opening, setOpening] = useState<'loading' | 'done' | Hindrance>('loading');
  const [fields, setFields] = useState<Fields>({ name: '', numbers: [{ number: from.number, label: null }], note: '' });
  const [message, setMessage] = useState<Message | Hindrance>(null);
  // One per form: a click too many makes no second customer.
  const [saveId] = useState(() => crypto.randomUUID());
  const show = (shown: Customer) => {
    setCustomer(shown);
    setFields({ name: shown.name, numbers: shown.numbers, note: shown.note });
  };
  const open = () => {
    setOpening('loading');
    read(http, id).then((known) => { if (known) show(known); setOpening('done'); }, (error: unknown) => setOpening(hindranceOf(error)));
  };
  useEffect(open, [id, http]);
  const save = () => {
    setMessage('saving');
    store(http, { known: customer, fields, saveId, callId: from.callId }).then(
      (stored) => {
        show(stored);
        setMessage('saved');
        history.replaceState(null, '', `#/customers/${encodeURIComponent(stored.id)}`);
      },
      (error: unknown) => setMessage(error instanceof DeskError && error.code === 'conflict' ? 'conflict' : hindranceOf(error)),
    );
  };
  if (opening !== 'done') return <Unopened opening={opening} onRetry={open} texts={texts} />;
  return (
    <div class="app customer-page" lang={language}>
      <h1>{customer === null ? t('customerPage.newTitle') : nameText(customer.name, t)}</h1>
      <div class="columns">
        <form class="panel form" onSubmit={(event) => { event.preventDefault(); save(); }}>
          <FieldsOf fields={fields} onChange={setFields} texts={texts} />
          <div class="panel-actions">
            <button type="submit" class="button primary" disabled={message === 'saving' || isTooLong(fields)}>{t('customerPage.save')}</button>
          </div>
          <div role="status">
            {typeof message === 'string' && <p class="hint">{t(`customerPage.${message}`)}</p>}
            {typeof message === 'object' && message !== null && <Hindered hindrance={message} doing="save" texts={texts} />}
          </div>
          {customer !== null && customer.unread.length > 0 && <p class="not-found">{t('customerPage.unread', { numbers: customer.unread.join(', ') })}</p>}
        </form>
        {customer !== null && <Calls customer={customer} texts={texts} />}
      </div>
    </div>
  );
}

function Unopened({ opening, onRetry, texts }: { opening: 'loading' | Hindrance; onRetry: () => void; texts: Texts }) {
  const { t } = texts;
  return (
    <div class="app customer-page" lang={texts.language}>
      <div class="panel" role="status">
        {opening === 'loading' ? <p class="hint">{t('customerPage.loading')}</p> : <Hindered hindrance={opening} doing="open" texts={texts} />}
        {opening !== 'loading' && opening.why === 'unreachable' && <Button onClick={onRetry}>{t('action.retry')}</Button>}
      </div>
    </div>
  );
}

function Hindered({ hindrance: { why, pageUrl }, doing, texts: { t } }: { hindrance: Hindrance; doing: 'open' | 'save'; texts: Texts }) {
  return (
    <>
      <p class="not-found">{t(why === 'failed' ? `customerPage.failed.${doing}` : `customerPage.${why}`)}</p>
      {pageUrl !== null && <a href={pageUrl}>{t('customerPage.toErp')}</a>}
    </>
  );
}

function hindranceOf(error: unknown): Hindrance {
  if (error instanceof DeskError && error.code === 'elsewhere') return { why: 'elsewhere', pageUrl: error.pageUrl };
  return { why: troubleOf(error), pageUrl: null };
}

/** A customer who is known; null for a new one, where only whether one can be made here is asked. */
async function read(http: DeskHttp, id: string | null): Promise<Customer | null> {
  if (id !== null) return http.call('GET /api/customers/:customerId', { params: { customerId: id } });
  const { customers } = await http.call('GET /api/me', {});
  if (customers.source === 'own') return null;
  throw new DeskError(409, { code: 'elsewhere', message: 'The ERP keeps the customers of this franchise itself.', ...(customers.creationUrl === null ? {} : { pageUrl: customers.creationUrl }) });
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
