import { Caller } from './caller';
import { CallControls } from './call-controls';
import { CallList } from './call-list';
import { Comment } from './comment';
import { Customers } from './customers';
import { Dialling } from './dialling';
import { Drafts } from './drafts';
import { Icon } from './icons';
import { MicrophoneTrouble } from './microphone';
import { Readiness } from './readiness';
import { useView } from './view-context';

/** «Входящие»: with a caller the caller, without one the way to be ready for one. */
export function Incoming() {
  const { state, texts: { t } } = useView();
  const { role, follows } = state.window;
  const canAct = role !== 'wanted' || follows;
  return (
    <div class="columns">
      <div class="column">
        <Dialling />
        {!state.dial && (state.card || (canAct && state.tab.leads !== false) || state.window.follows) && (
          <section class={`panel call ${state.offer ? 'is-ringing' : ''}`} aria-label={t('menu.incoming')}>
            {state.card ? <Caller card={state.card} /> : <Idle />}
            {(state.talk ?? state.offer) && <MicrophoneTrouble />}
            <CallControls />
          </section>
        )}
        {state.card && <Customers card={state.card} />}
        {!state.card && <Drafts />}
        {!state.card && <CallList kind="missed" title={t('calls.missed')} empty={t('calls.emptyMissed')} scopes={['mine', 'all']} />}
      </div>
      <div class="column">
        {state.card ? <Comment card={state.card} /> : role === 'wanted' || follows ? <OtherWindow /> : <Readiness />}
      </div>
    </div>
  );
}

/** What is checked and chosen is the window's, and not this page's. */
function OtherWindow() {
  const { state, texts: { t } } = useView();
  return <section class="panel"><h2>{t('callsWindow.title')}</h2><p class="hint">{t(state.window.follows ? 'callsWindow.hint' : 'callsWindow.why')}</p></section>;
}

function Idle() {
  const { state, texts: { t } } = useView();
  const on = state.intake.on;
  return (
    <div class="idle">
      <Icon name={on ? 'phone' : 'phoneDown'} size={28} />
      <div>
        <p class="idle-title">{t(on ? 'call.idleOn' : 'call.idleOff')}</p>
        <p class="hint">{t(on ? 'call.idleOnHint' : 'call.idleOffHint')}</p>
      </div>
    </div>
  );
}
