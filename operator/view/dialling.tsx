import { controls } from '../state';
import { Button } from './button';
import { phoneText } from './format';
import { useView } from './view-context';

/** A call out, until the customer answers or nobody does. */
export function Dialling() {
  const { state, dispatch, texts: { t } } = useView();
  if (!state.dial) return null;
  return (
    <section class="panel call is-ringing" aria-label={t('detail.dialling')}>
      <p class="number"><bdi>{phoneText(state.dial.number)}</bdi></p>
      <div class="call-controls">
        <Button kind="danger" icon="phoneDown" disabled={!controls(state).cancelDial.enabled} onClick={() => dispatch({ type: 'user.cancelDial' })}>
          {t('callOut.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** «Позвонить» beside a number; there only while this operator may call. */
export function CallButton({ number, about, before }: { number: string; about: string | null; before?: () => Promise<unknown> }) {
  const { state, dispatch, texts: { t } } = useView();
  if (!controls(state).callOut.shown || number === '') return null;
  const call = () => {
    const dial = () => dispatch({ type: 'user.callOut', number, about });
    if (before) void before().then(dial, () => undefined);
    else dial();
  };
  return <Button small icon="phone" label={`${t('callOut.call')}: ${phoneText(number)}`} onClick={call} />;
}
