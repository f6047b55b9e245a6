import type { Notice } from '../state';
import { Button } from './button';
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
      <p>{t(`notice.${notice.kind}`)}</p>
      {notice.kind === 'window-blocked' && (
        <Button onClick={() => dispatch({ type: 'user.openCreation' })}>{t('action.openForm')}</Button>
      )}
      <Button kind="quiet" icon="close" label={t('action.dismiss')} onClick={() => dispatch({ type: 'user.dismiss', noticeId: notice.id })} />
    </div>
  );
}
