import { useState } from 'preact/hooks';
import type { OperatorView, WaitingCall } from '../../../contracts/desk-journal';
import type { TextKey } from '../../locale';
import { ageMs, longestWaitMs, type Team as TeamTold } from '../ages';
import { Button } from '../button';
import { duration, phoneText } from '../format';
import { useFocus } from '../use-focus';
import { useFresh } from '../use-fresh';
import { useView } from '../view-context';

const NEWS = ['team', 'call', 'wrapUp', 'welcome'] as const;

/** «Команда», for supervisors: who waits, who works, now. */
export function Team() {
  const { callers, texts: { t } } = useView();
  const { value: team, failed, reload } = useFresh(callers.team, NEWS);
  return (
    <>
      {failed && <p class="panel not-found">{t('calls.failed')}<Button kind="quiet" onClick={reload}>{t('action.retry')}</Button></p>}
      {!team && !failed && <p class="panel hint" role="status">{t('calls.loading')}</p>}
      {team?.setAside?.[0] && (
        <p class="panel not-found" role="status">{t('team.aside', { count: team.setAside.length, why: team.setAside[0].why })}</p>
      )}
      {team && (
        <div class="columns">
          <Waiting team={team} onChanged={reload} />
          <section class="panel" aria-labelledby="team-operators">
            <h2 id="team-operators">{t('team.operators')}</h2>
            <ul class="rows people">{team.operators.map((one) => <Person key={one.operator} one={one} team={team} onChanged={reload} />)}</ul>
          </section>
        </div>
      )}
    </>
  );
}

function Waiting({ team, onChanged }: { team: TeamTold; onChanged: () => void }) {
  const { state, texts: { t } } = useView();
  return (
    <section class="panel" aria-labelledby="team-waiting">
      <h2 id="team-waiting">{t('team.title')}</h2>
      {team.waiting.length === 0
        ? <p class="hint empty">{t('team.nobody')}</p>
        : <p class="team-figures"><b>{t('team.waiting', { count: team.waiting.length })}</b> <b>{t('team.longest', { time: duration(longestWaitMs(team, state.nowMs)) })}</b></p>}
      <ul class="rows">{team.waiting.map((call) => <Caller key={call.callId} call={call} team={team} onChanged={onChanged} />)}</ul>
    </section>
  );
}

function Caller({ call, team, onChanged }: { call: WaitingCall; team: TeamTold; onChanged: () => void }) {
  const { state, callers, texts: { t } } = useView();
  const [asked, setAsked] = useState<'no' | 'sure' | 'busy' | 'failed'>('no');
  const takeOut = () => {
    setAsked('busy');
    callers.takeOut(call.callId).then(({ applied }) => { setAsked(applied ? 'no' : 'failed'); onChanged(); }, () => setAsked('failed'));
  };
  const number = phoneText(call.from ?? call.fromRaw);
  return (
    <li>
      <div class="row-words">
        <b><bdi>{number === '' ? t('call.hidden') : number}</bdi></b>
        <small>{duration(ageMs(call.waitedMs, team, state.nowMs))}{call.phase === 'ringing' && ` · ${t('team.rings')}`}</small>
        {asked === 'failed' && <small class="taken" role="status">{t('team.notTaken')}</small>}
      </div>
      {asked === 'sure'
        ? <Sure onYes={takeOut} onNo={() => setAsked('no')} />
        : <Button small busy={asked === 'busy'} onClick={() => setAsked('sure')}>{t('team.takeOut')}</Button>}
    </li>
  );
}

/** A caller's way is cut only by a second click. */
function Sure({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { texts: { t } } = useView();
  const place = useFocus<HTMLDivElement>();
  return (
    <div class="row-actions" role="group" tabIndex={-1} ref={place} aria-label={t('team.sure')}>
      <small>{t('team.sure')}</small>
      <Button small kind="danger" onClick={onYes}>{t('team.yes')}</Button>
      <Button small onClick={onNo}>{t('team.no')}</Button>
    </div>
  );
}

function Person({ one, team, onChanged }: { one: OperatorView; team: TeamTold; onChanged: () => void }) {
  const { state, callers, texts: { t } } = useView();
  const { wrapUp, presence } = one;
  const forMs = one.forMs === null || presence === 'offline' ? null : ageMs(one.forMs, team, state.nowMs);
  return (
    <li>
      <span class={`mark is-${presence}`} aria-hidden="true" />
      <div class="row-words">
        <b dir="auto">{one.displayName}</b>
        <small>{t(`handOver.presence.${presence}` as TextKey)}{forMs !== null && ` · ${duration(forMs)}`}</small>
      </div>
      {wrapUp && (
        <Button small onClick={() => void callers.releaseWrapUp(wrapUp.callId, one.operator).then(onChanged, onChanged)}>{t('team.release')}</Button>
      )}
    </li>
  );
}
