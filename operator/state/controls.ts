import { isTooLong } from './card';
import { canCallOut } from './dial';
import { canHandOver } from './hand-over';
import { resume } from './intake';
import type { PageState } from './model';

export type ControlId =
  | 'intakeOn' | 'intakeOff' | 'answer' | 'handOver' | 'finishHandOver' | 'takeBack' | 'cancelDial' | 'callOut' | 'reject' | 'rejectMenu' | 'hangUp' | 'mute' | 'hold'
  | 'save' | 'saveAndCreate' | 'cancel' | 'extend' | 'resume' | 'takeOver' | 'recheck' | 'lookUp';

/** Shown and enabled; an enabled one always does something. */
export interface Control { readonly shown: boolean; readonly enabled: boolean }
export type Controls = Readonly<Record<ControlId, Control>>;

export function controls(state: PageState): Controls {
  return { ...intakeControls(state), ...callControls(state), ...handControls(state), ...wrapUpControls(state) };
}

type IntakeControl = 'intakeOn' | 'intakeOff' | 'resume' | 'takeOver' | 'recheck';

function intakeControls(state: PageState): Pick<Controls, IntakeControl> {
  const leads = state.tab.leads === true;
  const checking = state.readiness.phase === 'checking';
  const busy = state.offer !== null || state.talk !== null || state.dial !== null;
  const canResume = leads && !busy && resume(state) !== null;
  return {
    intakeOn: { shown: !state.intake.on && state.tab.leads !== false, enabled: !state.intake.on && leads && !checking },
    intakeOff: { shown: state.intake.on, enabled: state.intake.on },
    resume: { shown: canResume, enabled: canResume && !checking },
    takeOver: {
      shown: state.tab.leads === false && !busy,
      enabled: state.tab.leads === false && !busy && !state.tab.takingOver && state.tab.other !== 'busy' && state.desk.link === 'up',
    },
    recheck: { shown: true, enabled: !checking && !busy },
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
function callControls({ offer, talk, dial, intake, tab }: PageState): Pick<Controls, CallControl> {
  const shown = offer !== null || (intake.on && talk === null && dial === null && tab.leads === true);
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
