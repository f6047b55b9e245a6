import { isTooLong } from './card';
import { canCallOut } from './dial';
import { canHandOver } from './hand-over';
import { resume } from './intake';
import type { PageState } from './model';

export type ControlId =
  | 'intakeOn' | 'intakeOff' | 'answer' | 'handOver' | 'finishHandOver' | 'takeBack' | 'cancelDial' | 'callOut' | 'reject' | 'rejectMenu' | 'hangUp' | 'mute' | 'hold'
  | 'save' | 'saveAndCreate' | 'cancel' | 'extend' | 'resume' | 'takeOver' | 'recheck' | 'lookUp' | 'openWindow';

/** Shown and enabled; an enabled one always does something. */
export interface Control { readonly shown: boolean; readonly enabled: boolean }
export type Controls = Readonly<Record<ControlId, Control>>;

export function controls(state: PageState): Controls {
  const all = { ...intakeControls(state), ...callControls(state), ...handControls(state), ...wrapUpControls(state) };
  if (!state.window.follows || state.desk.link === 'up') return all;
  // Without the desk no click gets to the window.
  return Object.fromEntries(Object.entries(all).map(([id, { shown }]) => [id, { shown, enabled: false }])) as Controls;
}

/** What is clicked here is done: here, or in the calls window. */
export function acts({ tab, window }: PageState): boolean {
  return tab.leads === true || window.follows;
}

type IntakeControl = 'intakeOn' | 'intakeOff' | 'resume' | 'takeOver' | 'recheck' | 'openWindow';

function intakeControls(state: PageState): Pick<Controls, IntakeControl> {
  const leads = acts(state);
  const { role, follows } = state.window;
  const wantsWindow = role === 'wanted' && !follows;
  const another = state.tab.leads === false && !follows;
  const checking = state.readiness.phase === 'checking';
  const busy = state.offer !== null || state.talk !== null || state.dial !== null;
  const canResume = leads && !busy && resume(state) !== null;
  return {
    intakeOn: { shown: !state.intake.on && !another && !wantsWindow, enabled: !state.intake.on && leads && !checking },
    intakeOff: { shown: state.intake.on, enabled: state.intake.on },
    resume: { shown: canResume, enabled: canResume && !checking },
    takeOver: {
      shown: another && !busy && !wantsWindow,
      enabled: another && !busy && !wantsWindow && !state.tab.takingOver && state.tab.other !== 'busy' && state.desk.link === 'up',
    },
    recheck: { shown: true, enabled: !checking && !busy },
    openWindow: { shown: wantsWindow, enabled: wantsWindow && state.profile !== null },
  };
}

type CallControl = 'answer' | 'reject' | 'rejectMenu' | 'hangUp' | 'mute' | 'hold';
type HandControl = 'handOver' | 'finishHandOver' | 'takeBack' | 'cancelDial' | 'callOut';

function handControls(state: PageState): Pick<Controls, HandControl> {
  const { talk, dial } = state;
  const attempt = talk?.handOver ?? null;
  const open = attempt !== null && attempt.state !== 'done' && attempt.state !== 'asking';
  const able = canCallOut(state);
  return {
    handOver: { shown: talk !== null && attempt === null && !talk.out, enabled: canHandOver(state) },
    finishHandOver: { shown: attempt?.state === 'consulting', enabled: attempt?.state === 'consulting' && !attempt.endAsked },
    takeBack: { shown: attempt !== null && attempt.state !== 'done', enabled: open && !attempt.endAsked },
    cancelDial: { shown: dial !== null, enabled: dial !== null },
    callOut: { shown: able, enabled: able },
  };
}

/** «Ответить» and «Отклонить» stand there as soon as intake is on, disabled while no call rings. */
function callControls(state: PageState): Pick<Controls, CallControl> {
  const { offer, talk, dial, intake } = state;
  const shown = offer !== null || (intake.on && talk === null && dial === null && acts(state));
  const ending = talk?.endingByMs != null;
  const talking = { shown: talk !== null, enabled: talk !== null && !ending };
  return {
    answer: { shown, enabled: offer?.phase === 'ringing' },
    reject: { shown, enabled: offer !== null && offer.phase !== 'dropping' },
    rejectMenu: { shown, enabled: offer?.phase === 'ringing' && !offer.from },
    hangUp: talking,
    mute: talking,
    hold: { shown: talk !== null, enabled: talking.enabled && !talk?.holdAsked && talk?.handOver === null },
  };
}

type WrapUpControl = 'save' | 'saveAndCreate' | 'cancel' | 'extend' | 'lookUp';

function wrapUpControls({ wrapUp, card, profile, nowMs }: PageState): Pick<Controls, WrapUpControl> {
  const shown = wrapUp !== null;
  const idle = wrapUp !== null && wrapUp.phase !== 'saving';
  const canSave = { shown, enabled: idle && wrapUp.journalled && card !== null && !isTooLong(card) };
  const warnMs = profile?.intake.wrapUp.warnMs ?? 0;
  const near = idle && wrapUp.limitAtMs !== null && wrapUp.limitAtMs - nowMs <= warnMs;
  const failed = card?.lookUp.state === 'failed';
  return {
    save: canSave,
    saveAndCreate: canSave,
    cancel: { shown, enabled: idle },
    extend: { shown: near, enabled: near && !wrapUp.extending },
    lookUp: { shown: failed, enabled: failed },
  };
}
