import { useEffect, useState } from 'preact/hooks';
import type { Customer } from '../../contracts/desk-customers';
import { DeskError, type DeskHttp } from '../desk/desk-http';
import type { Texts } from '../locale';
import { Button } from './button';
import { dayAndTime } from './format';

export interface CustomerFormProps { http: DeskHttp; texts: Texts; id: string | null; number: string }
interface Fields { name: string; numbers: string[]; note: string }
type Message = 'saving' | 'saved' | 'failed' | 'conflict' | null;

/** A new customer with the caller's number filled in, or one who is known, with his calls. */
export function CustomerForm({ http, texts: { t, language }, id, number }: CustomerFormProps) {
  const [customer, setCustomer] = useState<Customer | 'loading' | 'none' | null>(id === null ? null : 'loading');
  const [fields, setFields] = useState<Fields>({ name: '', numbers: [number], note: '' });
  const [message, setMessage] = useState<Message>(null);
  // One per form: a click too many makes no second customer.
  const [saveId] = useState(() => crypto.randomUUID());
  const show = (shown: Customer) => {
    setCustomer(shown);
    setFields({ name: shown.name, numbers: shown.numbers.map((row) => row.number), note: shown.note });
  };
  useEffect(() => {
    if (id !== null) http.call('GET /api/customers/:customerId', { params: { customerId: id } }).then(show, () => setCustomer('none'));
  }, [id, http]);
  const save = () => {
    setMessage('saving');
    const known = typeof customer === 'object' ? customer : null;
    store(http, { known, fields, saveId }).then(
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
      <h1>{customer === null ? t('customerPage.newTitle') : customer.name || t('customerPage.editTitle')}</h1>
      <div class="columns">
        <form class="panel form" onSubmit={(event) => { event.preventDefault(); save(); }}>
          <FieldsOf fields={fields} onChange={setFields} t={t} />
          <div class="panel-actions">
            <button type="submit" class="button primary" disabled={message === 'saving'}>{t('customerPage.save')}</button>
          </div>
          <p role="status" class="hint">{message === null ? '' : t(`customerPage.${message}`)}</p>
        </form>
        {customer !== null && (
          <section class="panel" aria-labelledby="calls-title">
            <h2 id="calls-title">{t('customerPage.calls')}</h2>
            {customer.calls.length === 0 && <p class="hint">{t('customerPage.noCalls')}</p>}
            <ul class="rows">
              {customer.calls.map((call) => (
                <li key={call.callId}><div class="row-words"><b>{dayAndTime(call.startedAt, language)}</b><small dir="auto">{call.comment ?? ''}</small></div></li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

interface FieldsProps { fields: Fields; onChange: (fields: Fields) => void; t: Texts['t'] }

function FieldsOf({ fields, onChange, t }: FieldsProps) {
  const setNumber = (index: number, value: string) =>
    onChange({ ...fields, numbers: fields.numbers.map((old, at) => (at === index ? value : old)) });
  return (
    <>
      <label>{t('customerPage.name')}
        <input value={fields.name} dir="auto" autocomplete="off" onInput={(event) => onChange({ ...fields, name: event.currentTarget.value })} />
      </label>
      {fields.numbers.map((value, index) => (
        <div class="number-row" key={index}>
          <label>{t('customerPage.number')}
            <input type="tel" value={value} autocomplete="off" onInput={(event) => setNumber(index, event.currentTarget.value)} />
          </label>
          {fields.numbers.length > 1 && (
            <Button kind="quiet" icon="close" label={t('customerPage.removeNumber')}
              onClick={() => onChange({ ...fields, numbers: fields.numbers.filter((_, at) => at !== index) })} />
          )}
        </div>
      ))}
      <div class="form-more"><Button kind="quiet" icon="plus" onClick={() => onChange({ ...fields, numbers: [...fields.numbers, ''] })}>{t('customerPage.addNumber')}</Button></div>
      <label>{t('customerPage.note')}
        <textarea value={fields.note} dir="auto" rows={3} onInput={(event) => onChange({ ...fields, note: event.currentTarget.value })} />
      </label>
    </>
  );
}

interface Stored { known: Customer | null; fields: Fields; saveId: string }

function store(http: DeskHttp, { known, fields, saveId }: Stored): Promise<Customer> {
  const numbers = fields.numbers.filter((number) => number.trim() !== '').map((number) => ({ number }));
  const body = { name: fields.name.trim(), numbers, note: fields.note };
  if (known === null) return http.call('POST /api/customers', { body: { ...body, saveId } });
  return http.call('PATCH /api/customers/:customerId', { params: { customerId: known.id }, body: { ...body, version: known.version } });
}
