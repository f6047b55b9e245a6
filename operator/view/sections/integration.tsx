import { useEffect, useState } from 'preact/hooks';
import type { Integration as Answer, IntegrationNumber } from '../../../contracts/desk-integration';
import type { CallSummary } from '../../../contracts/desk-journal';
import type { TextKey } from '../../locale';
import { Button } from '../button';
import { dayAndTime, dayText, minutesText, moneyText, phoneText } from '../format';
import { Icon } from '../icons';
import { useView } from '../view-context';

/** «Интеграция»: the number that customers dial, whether it is live, and a test call. */
export function Integration() {
  const { lists, texts: { t } } = useView();
  const [answer, setAnswer] = useState<Answer | 'loading' | 'failed'>('loading');
  const load = () => void lists.integration().then(setAnswer, () => setAnswer('failed'));
  useEffect(load, [lists]);
  return (
    <div class="columns">
      <div class="column">
        <section class="panel" aria-labelledby="numbers-title">
          <h2 id="numbers-title">{t('integration.title')}</h2>
          <p class="hint">{t('integration.hint')}</p>
          {answer === 'loading' && <p class="hint">{t('calls.loading')}</p>}
          {answer === 'failed' && <p class="not-found">{t('calls.failed')}</p>}
          {typeof answer === 'object' && <ul class="numbers">{answer.numbers.map((row) => <NumberRow key={row.number} row={row} />)}</ul>}
          {typeof answer === 'object' && <Age answer={answer} />}
          <div class="panel-actions"><Button busy={answer === 'loading'} onClick={() => { setAnswer('loading'); load(); }}>{t('integration.again')}</Button></div>
        </section>
        {typeof answer === 'object' && answer.account && <Account account={answer.account} />}
      </div>
      <TestCall />
    </div>
  );
}

function NumberRow({ row }: { row: IntegrationNumber }) {
  const { texts: { t, language } } = useView();
  const last = row.lastCallAt === null ? t('integration.never') : t('integration.last', { time: dayAndTime(row.lastCallAt, language) });
  const number = row.number.startsWith('+') ? row.number : `+${row.number}`;
  return (
    <li>
      <p class="big-number">{phoneText(number)}</p>
      <p class={`live is-${row.live}`}><span class="mark" aria-hidden="true" />{t(`integration.${row.live}`)}</p>
      {row.why !== null && <p class="fix">{t(`integration.why.${row.why}` as TextKey)}</p>}
      <p class="hint">{last}</p>
    </li>
  );
}

/** How far what is shown can be believed. */
function Age({ answer: { askedMsAgo, trouble } }: { answer: Answer }) {
  const { texts: { t } } = useView();
  return (
    <div role="status">
      {askedMsAgo !== null && <p class="hint">{t('integration.asked', { time: minutesText(askedMsAgo, t) })}</p>}
      {trouble !== null && <p class="not-found">{t(`integration.trouble.${trouble}` as TextKey)}</p>}
    </div>
  );
}

/** The account that pays for the numbers, for administrators. */
function Account({ account: { balance, currency, frozen, nextCharge } }: { account: NonNullable<Answer['account']> }) {
  const { texts: { t, language } } = useView();
  const money = (amount: number) => moneyText(amount, currency, language);
  return (
    <section class="panel" aria-labelledby="account-title">
      <h2 id="account-title">{t('integration.account')}</h2>
      {frozen && <p class="not-found">{t('integration.why.account-frozen')}</p>}
      {balance !== null && <p class="big-number">{money(balance)}</p>}
      <p class="hint">{nextCharge === null
        ? t('integration.noCharge')
        : t('integration.charge', { day: dayText(nextCharge.on, language), amount: money(nextCharge.amount) })}
      </p>
    </section>
  );
}

/** The newest call of all that came in: it is there again after a reload. */
function TestCall() {
  const { lists, texts: { t, language } } = useView();
  const [seen, setSeen] = useState<CallSummary | null>(null);
  useEffect(() => {
    const take = (call: CallSummary) => setSeen((before) => (call.direction === 'out' || (before && before.startedAt > call.startedAt) ? before : call));
    void lists.calls({ scope: 'all', cursor: null }).then(({ items }) => items.forEach(take), () => undefined);
    return lists.onCall(take);
  }, [lists]);
  return (
    <section class="panel" aria-labelledby="test-title">
      <h2 id="test-title">{t('integration.test')}</h2>
      <p class="hint">{t('integration.testHint')}</p>
      <p class="test-result" role="status">
        {seen ? <Icon name="check" /> : <span class="spinner" aria-hidden="true" />}
        {seen
          ? `${t('integration.seen', { number: phoneText(seen.from ?? seen.fromRaw), time: dayAndTime(seen.startedAt, language) })} · ${t(`calls.reason.${seen.end?.reason ?? 'live'}` as TextKey)}`
          : t('integration.waiting')}
      </p>
    </section>
  );
}
