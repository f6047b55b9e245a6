import { offersForm, type Notice } from '../state';
import { Button } from './button';
import type { TextKey, Translate } from '../locale';
import { useView } from './view-context';

/** What happened just now, in words; gone by itself or by a click. */
export function Notices() {
  const { state } = useView();
  return (
    <div class="notices" role="log" aria-live="polite">
      {state.notices.map((notice) => <NoticeRow key={notice.id} notice={notice} />)}
    </div>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { dispatch, texts: { t } } = useView();
  return (
    <div class="notice">
      <p>{noticeText(notice, t)}</p>
      {offersForm(notice) && (
        <Button onClick={() => dispatch({ type: 'user.openCreation' })}>{t('action.openForm')}</Button>
      )}
      <Button kind="quiet" icon="close" label={t('action.dismiss')} onClick={() => dispatch({ type: 'user.dismiss', noticeId: notice.id })} />
    </div>
  );
}

/** Some of them carry a reason, by its name in the texts, or a device's name. */
function noticeText({ kind, value }: Notice, t: Translate): string {
  if (kind === 'hand-over-failed') return t('notice.hand-over-failed', { why: t(`handOver.why.${value ?? 'not-possible'}` as TextKey) });
  if (kind === 'call-out-failed') return t('notice.call-out-failed', { why: t(`callOut.why.${value ?? 'no-answer'}` as TextKey) });
  if (kind === 'talk-failed' && value !== null) return t(`notice.talk-silent.${value}` as TextKey);
  if (kind === 'microphone-changed') return t('notice.microphone-changed', { device: value ?? t('ready.system') });
  return t(kind.startsWith('callsWindow-') ? `callsWindow.notice.${kind}` as TextKey : `notice.${kind}` as TextKey);
}
