import { useCallback, useState } from 'preact/hooks';
import type { CallbackView } from '../../../contracts/desk-callers';
import { TEXT_LIMITS } from '../../../contracts/text';
import { Button } from '../button';
import { CustomerLink } from '../customer-link';
import { CallButton } from '../dialling';
import { dayAndTime, nameText, phoneText } from '../format';
import { Recordings } from '../recording';
import { TooLong } from '../too-long';
import { usePages } from '../use-pages';
import { useView } from '../view-context';

const NEWS = ['callbacks', 'welcome'] as const;
const STATES = ['open', 'done'] as const;

/** «Перезвонить»: who waits for a call, in the order of their calls; and a call to any number. */
export function Callbacks() {
  const { callers, texts: { t } } = useView();
  const [state, setState] = useState<'open' | 'done'>('open');
  const load = useCallback((cursor: string | null) => callers.callbacks({ state, cursor }), [callers, state]);
  const onNews = useCallback((reload: () => void) => callers.onNews(NEWS, reload), [callers]);
  const { items: shown, state: loaded, more, reload } = usePages(load, onNews);
  return (
    <div class="columns">
      <section class="panel" aria-labelledby="callbacks-title">
        <div class="panel-head">
          <h2 id="callbacks-title">{t('callbacks.title')}</h2>
          <div class="segments" role="group" aria-label={t('callbacks.state')}>
            {STATES.map((name) => <button type="button" key={name} aria-pressed={name === state} onClick={() => setState(name)}>{t(`callbacks.${name}`)}</button>)}
          </div>
        </div>
        {loaded === 'failed' && <p class="not-found">{t('calls.failed')}<Button kind="quiet" onClick={reload}>{t('action.retry')}</Button></p>}
        {loaded === 'done' && shown.length === 0 && <p class="hint empty">{t(state === 'open' ? 'callbacks.empty' : 'callbacks.emptyDone')}</p>}
        <ul class="rows">{shown.map((row) => <CallbackRow key={row.callId} row={row} onChanged={reload} />)}</ul>
        {more && <Button kind="quiet" onClick={more}>{t('calls.more')}</Button>}
      </section>
      <NewCall />
    </div>
  );
}

function CallbackRow({ row, onChanged }: { row: CallbackView; onChanged: () => void }) {
  const { state, callers, texts: { t, language } } = useView();
  const [conflict, setConflict] = useState(false);
  const act = (doing: Promise<unknown>) => doing.then(() => { setConflict(false); onChanged(); }, (error: unknown) => {
    setConflict(true);
    onChanged();
    throw error;
  });
  const mine = row.taken?.by === state.profile?.operator;
  const name = row.customer ? nameText(row.customer.name, t) : '';
  return (
    <li>
      <div class="row-words">
        <b>{row.customer
          ? <CustomerLink customer={row.customer} />
          : <bdi>{phoneText(row.number)}</bdi>}
        </b>
        <small>
          {name !== '' && `${phoneText(row.number)} · `}{t('callbacks.asked', { time: dayAndTime(row.calledAt, language) })}
          {row.times > 1 && ` · ${t('callbacks.times', { count: row.times })}`}
        </small>
        {row.taken && <small class="taken">{mine ? t('callbacks.mine') : t('callbacks.takenBy', { name: row.taken.displayName })}</small>}
        {conflict && <small class="taken" role="status">{t('callbacks.conflict')}</small>}
        <Recordings callId={row.callId} recordings={row.recordings} />
      </div>
      <div class="row-actions">
        {mine && !row.done && <Button small kind="quiet" onClick={() => void act(callers.giveBackCallback(row.callId)).catch(() => undefined)}>{t('callbacks.giveBack')}</Button>}
        {!row.done && (!row.taken || mine) && (
          <CallButton number={row.number} about={row.callId} before={() => act(callers.takeCallback(row.callId))} />
        )}
        <Button small icon="check" onClick={() => void act(callers.markCallback(row.callId, !row.done)).catch(() => undefined)}>
          {t(row.done ? 'callbacks.reopen' : 'callbacks.markDone')}
        </Button>
      </div>
    </li>
  );
}

function NewCall() {
  const { state, dispatch, texts } = useView();
  const { t } = texts;
  const [number, setNumber] = useState('');
  const able = number.replace(/\D/g, '').length >= 7 && number.length <= TEXT_LIMITS.number && state.dial === null;
  const call = () => dispatch({ type: 'user.callOut', number, about: null });
  return (
    <section class="panel" aria-labelledby="new-call-title">
      <h2 id="new-call-title">{t('callOut.title')}</h2>
      <form class="to-number" onSubmit={(event) => { event.preventDefault(); if (able) call(); }}>
        <input type="tel" autocomplete="off" value={number} aria-label={t('callOut.number')} placeholder={t('callOut.number')}
          onInput={(event) => setNumber(event.currentTarget.value)} />
        <button type="submit" class="button primary" disabled={!able}>{t('callOut.call')}</button>
      </form>
      <TooLong text={number} limit={TEXT_LIMITS.number} texts={texts} />
    </section>
  );
}
