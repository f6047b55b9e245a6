import { useState } from 'preact/hooks';
import type { Colleague } from '../../contracts/desk-callers';
import type { TransferMode, TransferTarget } from '../../contracts/desk-commands';
import { TEXT_LIMITS } from '../../contracts/text';
import type { TextKey } from '../locale';
import { controls, type HandOver as Attempt } from '../state';
import { Button } from './button';
import { phoneText } from './format';
import { TooLong } from './too-long';
import { useFresh } from './use-fresh';
import { useView } from './view-context';

/** «Передать»: who may take the caller, and what has become of the attempt. */
export function HandOver() {
  const { state, texts: { t } } = useView();
  const [open, setOpen] = useState(false);
  const attempt = state.talk?.handOver ?? null;
  const { handOver } = controls(state);
  if (attempt) return <UnderWay attempt={attempt} />;
  if (!handOver.shown) return null;
  return (
    <>
      <div class="opener">
        <Button kind="quiet" icon="handOver" pressed={open} disabled={!handOver.enabled} onClick={() => setOpen(!open)}>{t('handOver.open')}</Button>
      </div>
      {open && handOver.enabled && <Choice />}
    </>
  );
}

function UnderWay({ attempt }: { attempt: Attempt }) {
  const { state, dispatch, texts: { t } } = useView();
  const { finishHandOver: finish, takeBack } = controls(state);
  return (
    <div class="hand-over">
      <p role="status">{t(`handOver.state.${attempt.state}`, { name: phoneText(attempt.toName) })}</p>
      <div class="call-controls">
        {finish.shown && <Button kind="primary" disabled={!finish.enabled} onClick={() => dispatch({ type: 'user.finishHandOver' })}>{t('handOver.finish')}</Button>}
        {takeBack.shown && <Button disabled={!takeBack.enabled} onClick={() => dispatch({ type: 'user.takeBack' })}>{t('handOver.takeBack')}</Button>}
      </div>
    </div>
  );
}

const NEWS = ['team'] as const;

function Choice() {
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
