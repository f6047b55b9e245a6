import { controls } from '../state';
import { Button } from './button';
import { HandOver } from './hand-over';
import { RejectMenu } from './reject-menu';
import { useView } from './view-context';

/** «Ответить» and «Отклонить» stand ready as soon as intake is on; in a conversation «Отклонить» ends it. */
export function CallControls() {
  const { state } = useView();
  if (state.wrapUp) return null;
  if (state.talk) return <><TalkButtons /><HandOver /></>;
  return controls(state).answer.shown ? <RingControls /> : null;
}

function RingControls() {
  const { state, dispatch, texts: { t } } = useView();
  const { answer, reject, rejectMenu } = controls(state);
  return (
    <div class="call-controls">
      <Button
        kind="answer" icon="phone" class={answer.enabled ? 'blinking' : ''} disabled={!answer.enabled}
        busy={state.offer?.phase === 'answering'} onClick={() => dispatch({ type: 'user.answer' })}
      >
        {t('action.answer')}
      </Button>
      <div class="split">
        <Button kind="danger" icon="phoneDown" disabled={!reject.enabled} onClick={() => dispatch({ type: 'user.reject', how: 'default' })}>
          {t('action.reject')}
        </Button>
        <RejectMenu enabled={rejectMenu.enabled} />
      </div>
    </div>
  );
}

function TalkButtons() {
  const { state, dispatch, texts: { t } } = useView();
  const { hangUp, mute, hold } = controls(state);
  const { talk } = state;
  if (!talk) return null;
  return (
    <div class="call-controls">
      <Button
        icon={talk.muted ? 'micOff' : 'mic'} pressed={talk.muted} disabled={!mute.enabled}
        onClick={() => dispatch({ type: 'user.mute', on: !talk.muted })}
      >
        {t(talk.muted ? 'action.unmute' : 'action.mute')}
      </Button>
      <Button
        icon={talk.held ? 'play' : 'pause'} pressed={talk.held} disabled={!hold.enabled} busy={talk.holdAsked}
        onClick={() => dispatch({ type: 'user.hold', on: !talk.held })}
      >
        {t(talk.held ? 'action.unhold' : 'action.hold')}
      </Button>
      <Button kind="danger" icon="phoneDown" disabled={!hangUp.enabled} busy={!hangUp.enabled} onClick={() => dispatch({ type: 'user.hangUp' })}>
        {t('action.reject')}
      </Button>
    </div>
  );
}
