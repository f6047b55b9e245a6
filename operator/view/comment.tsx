import { TEXT_LIMITS } from '../../contracts/text';
import { controls, type CallerCard, type WrapUpCard } from '../state';
import { Button } from './button';
import { EarlierComments } from './comments';
import { duration } from './format';
import { Icon } from './icons';
import { TooLong } from './too-long';
import { useView } from './view-context';

/** The comment, from the first word of the talk to the last of the wrap-up. Nothing here ever takes the focus. */
export function Comment({ card }: { card: CallerCard }) {
  const { state, dispatch, texts } = useView();
  const { t } = texts;
  const saving = state.wrapUp?.phase === 'saving';
  return (
    <section class="panel comment" aria-labelledby="comment-title">
      <h2 id="comment-title">{t('comment.label')}</h2>
      {state.wrapUp && <WrapUpWords wrapUp={state.wrapUp} />}
      <EarlierComments key={card.callId} card={card} />
      <textarea
        aria-labelledby="comment-title" dir="auto" rows={6} placeholder={t('comment.placeholder')} readOnly={saving}
        value={card.comment} onInput={(event) => dispatch({ type: 'user.comment', text: event.currentTarget.value })}
      />
      <TooLong text={card.comment} limit={TEXT_LIMITS.comment} texts={texts} />
      {state.wrapUp ? <WrapUpControls /> : <p class="hint">{t('comment.kept')}</p>}
    </section>
  );
}

function WrapUpWords({ wrapUp }: { wrapUp: WrapUpCard }) {
  const { state, dispatch, texts: { t } } = useView();
  const { extend } = controls(state);
  const about = wrapUp.talkedMs !== null
    ? t('call.duration', { time: duration(wrapUp.talkedMs) })
    : t(wrapUp.leased ? 'call.interrupted' : 'call.draft');
  return (
    <>
      <p class="hint">{about}</p>
      {extend.shown && wrapUp.limitAtMs !== null && (
        <div class="limit">
          <p class="visually-hidden" role="alert">{t('call.limitSoon')}</p>
          <Icon name="clock" />
          <p>{t('call.limitLeft', { time: duration(wrapUp.limitAtMs - state.nowMs) })}</p>
          <Button disabled={!extend.enabled} busy={wrapUp.extending} onClick={() => dispatch({ type: 'user.extend' })}>{t('action.extend')}</Button>
        </div>
      )}
    </>
  );
}

function WrapUpControls() {
  const { state, dispatch, texts: { t } } = useView();
  const { save, saveAndCreate, cancel } = controls(state);
  const saving = state.wrapUp?.phase === 'saving';
  return (
    <div class="wrap-up-controls">
      <Button kind="primary" disabled={!save.enabled} busy={saving} onClick={() => dispatch({ type: 'user.save' })}>
        {t(saving ? 'call.saving' : 'action.save')}
      </Button>
      <Button kind="plain" disabled={!saveAndCreate.enabled} onClick={() => dispatch({ type: 'user.saveAndCreate' })}>{t('action.saveAndCreate')}</Button>
      <Button kind="quiet" disabled={!cancel.enabled} onClick={() => dispatch({ type: 'user.cancel' })}>{t('action.cancel')}</Button>
    </div>
  );
}
