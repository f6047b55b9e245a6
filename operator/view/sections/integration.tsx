import { useEffect, useState } from 'preact/hooks';
import type { Integration as Answer, IntegrationNumber } from '../../../contracts/desk-api';
import type { CallSummary } from '../../../contracts/desk-journal';
import { Button } from '../button';
import { clockTime, dayAndTime, momentOf, phoneText } from '../format';
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
      <section class="panel" aria-labelledby="numbers-title">
        <h2 id="numbers-title">{t('integration.title')}</h2>
        <p class="hint">{t('integration.hint')}</p>
        {answer === 'loading' && <p class="hint">{t('calls.loading')}</p>}
        {answer === 'failed' && <p class="not-found">{t('calls.failed')}<Button kind="quiet" onClick={load}>{t('action.retry')}</Button></p>}
        {typeof answer === 'object' && <ul class="numbers">{answer.numbers.map((row) => <NumberRow key={row.number} row={row} />)}</ul>}
      </section>
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
      <p class={`live is-${row.live}`}><span class="mark" aria-hidden="true" />{t(`integration.${row.live}`)}{row.why !== null && `: ${row.why}`}</p>
      <p class="hint">{last}</p>
    </li>
  );
}

function TestCall() {
  const { lists, texts: { t, language } } = useView();
  const [seen, setSeen] = useState<CallSummary | null>(null);
  useEffect(() => lists.onCall(setSeen), [lists]);
  return (
    <section class="panel" aria-labelledby="test-title">
      <h2 id="test-title">{t('integration.test')}</h2>
      <p class="hint">{t('integration.testHint')}</p>
      <p class="test-result" role="status">
        {seen ? <Icon name="check" /> : <span class="spinner" aria-hidden="true" />}
        {seen
          ? t('integration.seen', { number: phoneText(seen.from ?? seen.fromRaw), time: clockTime(momentOf(seen.startedAt), language) })
          : t('integration.waiting')}
      </p>
    </section>
  );
}
