import { useState } from 'preact/hooks';
import { controls, type HandOver as Attempt } from '../state';
import { Button } from './button';
import { phoneText } from './format';
import { Later } from './sections/later';
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
      {open && handOver.enabled && <Later name="colleagues" />}
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
