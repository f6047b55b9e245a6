import { Button } from './button';
import { phoneText } from './format';
import { useView } from './view-context';

/** Texts of calls whose wrap-up ended without the operator: nothing that was written is lost. */
export function Drafts() {
  const { state, dispatch, texts: { t } } = useView();
  if (state.drafts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="drafts-title">
      <h2 id="drafts-title">{t('drafts.title')}</h2>
      <ul class="rows">
        {state.drafts.map((draft) => (
          <li key={draft.callId}>
            <div class="row-words">
              <b>{draft.number === '' ? t('drafts.unknown') : phoneText(draft.number)}</b>
              <small class="clip" dir="auto">{draft.comment}</small>
            </div>
            <div class="row-actions">
              <Button small onClick={() => dispatch({ type: 'user.openDraft', callId: draft.callId })}>{t('drafts.open')}</Button>
              <Button kind="quiet" small icon="close" label={t('drafts.drop')} onClick={() => dispatch({ type: 'user.dropDraft', callId: draft.callId })} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
