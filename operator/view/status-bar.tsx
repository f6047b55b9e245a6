import { connectionLine, controls } from '../state';
import { Button } from './button';
import { duration } from './format';
import { lineText, lineTone, underLine } from './line';
import { useView } from './view-context';

/** The connection line, always there, and the switch of intake beside it. */
export function StatusBar() {
  const view = useView();
  const { state, texts } = view;
  const line = connectionLine(state);
  const text = lineText(line, view);
  const detail = underLine(state, texts);
  return (
    <section class={`status tone-${lineTone(line)}`} aria-label={texts.t('line.label')}>
      <span class="mark" aria-hidden="true" />
      <div class="status-words">
        <p class="line" role="status">{text}</p>
        {detail && <p class="detail">{detail}</p>}
      </div>
      {state.talk && (
        <p class="clock" aria-label={texts.t('head.since')} role="timer">{duration(state.nowMs - state.talk.sinceMs)}</p>
      )}
      <IntakeButtons />
    </section>
  );
}

function IntakeButtons() {
  const { state, dispatch, texts: { t } } = useView();
  const { intakeOn, intakeOff, resume, takeOver, openWindow } = controls(state);
  const wait = state.readiness.phase === 'checking' && state.readiness.forIntake;
  return (
    <div class="status-actions">
      {resume.shown && state.intake.on && (
        <Button kind="primary" disabled={!resume.enabled} onClick={() => dispatch({ type: 'user.resume' })}>{t('action.resume')}</Button>
      )}
      {takeOver.shown && (
        <Button kind="primary" disabled={!takeOver.enabled} busy={state.tab.takingOver} onClick={() => dispatch({ type: 'user.takeOver' })}>
          {t(state.tab.takingOver ? 'action.takingOver' : state.tab.other === 'busy' ? 'action.busyElsewhere' : 'action.takeOver')}
        </Button>
      )}
      {openWindow.shown && (
        <Button kind="primary" icon="phone" disabled={!openWindow.enabled} onClick={() => dispatch({ type: 'user.openWindow' })}>{t('callsWindow.open')}</Button>
      )}
      {intakeOn.shown && (
        <Button kind="primary" icon="phone" disabled={!intakeOn.enabled} busy={wait} onClick={() => dispatch({ type: 'user.intakeOn' })}>
          {t('action.intakeOn')}
        </Button>
      )}
      {intakeOff.shown && (
        <Button kind="plain" disabled={!intakeOff.enabled} onClick={() => dispatch({ type: 'user.intakeOff' })}>{t('action.intakeOff')}</Button>
      )}
    </div>
  );
}
