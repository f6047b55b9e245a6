import { useState } from 'preact/hooks';
import type { Colleague } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import { TEXT_LIMITS } from '../../contracts/text';
import type { TextKey } from '../locale';
import { Button } from './button';
import { TooLong } from './too-long';
import { useFresh } from './use-fresh';
import { useView } from './view-context';

const NEWS = ['team'] as const;

/** To whom a caller may be given, with their states, or to a number. */
export function Colleagues() {
  const { callers, texts: { t } } = useView();
  const { value: colleagues, failed, reload } = useFresh(callers.colleagues, NEWS);
  return (
    <section class="hand-over" aria-label={t('handOver.title')}>
      <h2>{t('handOver.title')}</h2>
      {failed && <p class="not-found">{t('calls.failed')}<Button kind="quiet" small onClick={reload}>{t('action.retry')}</Button></p>}
      {colleagues?.length === 0 && <p class="hint">{t('handOver.nobody')}</p>}
      {colleagues && <ul class="rows people">{colleagues.map((one) => <Person key={one.operator} colleague={one} />)}</ul>}
      <ToNumber />
    </section>
  );
}

function Person({ colleague: { operator, displayName, presence, free } }: { colleague: Colleague }) {
  const { texts: { t } } = useView();
  return (
    <li>
      <span class={`mark is-${presence}`} aria-hidden="true" />
      <div class="row-words"><b dir="auto">{displayName}</b><small>{t(`handOver.presence.${presence}` as TextKey)}</small></div>
      {free && <Ways to={{ operator }} toName={displayName} />}
    </li>
  );
}

function ToNumber() {
  const { texts } = useView();
  const { t } = texts;
  const [number, setNumber] = useState('');
  return (
    <div class="to-number">
      <input type="tel" autocomplete="off" value={number} aria-label={t('handOver.number')} placeholder={t('handOver.number')}
        onInput={(event) => setNumber(event.currentTarget.value)} />
      <Ways to={{ number }} toName={number} disabled={number.replace(/\D/g, '').length < 7 || number.length > TEXT_LIMITS.number} />
      <TooLong text={number} limit={TEXT_LIMITS.number} texts={texts} />
    </div>
  );
}

const MODES: readonly TransferMode[] = ['consult', 'blind'];

function Ways({ to, toName, disabled = false }: { to: TransferTarget; toName: string; disabled?: boolean }) {
  const { dispatch, texts: { t } } = useView();
  return (
    <div class="row-actions">
      {MODES.map((mode) => (
        <Button key={mode} small disabled={disabled} onClick={() => dispatch({ type: 'user.handOver', mode, to, toName })}>
          {t(mode === 'consult' ? 'handOver.ask' : 'handOver.give')}
        </Button>
      ))}
    </div>
  );
}
