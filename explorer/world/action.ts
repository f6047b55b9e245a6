/** The alphabet: everything that a person, a browser or a network may do. */
export const ACTION_KINDS = [
  'wait', 'dial', 'hangUp', 'takeOut', 'answer', 'pass', 'drop', 'endTalk', 'save', 'cancel', 'intakeOn', 'intakeOff',
  'close', 'open', 'reload', 'cut', 'restore', 'sleep', 'wake', 'late', 'reachedLate', 'deskDown', 'deskUp',
  'clockJump', 'deskClockJump',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** `at`: index of the caller or of the operator, from 0. */
export interface Action { readonly kind: ActionKind; readonly at: number }

/** Of no caller and no operator. */
const NOBODYS: readonly ActionKind[] = ['wait', 'reachedLate', 'deskDown', 'deskUp', 'deskClockJump'];

/** Lets time go on until something happens that somebody could see. */
export const WAIT: Action = { kind: 'wait', at: 0 };

export function describeAction({ kind, at }: Action): string {
  if (NOBODYS.includes(kind)) return kind;
  return `${kind === 'dial' || kind === 'hangUp' || kind === 'takeOut' ? 'caller' : 'op'}${at + 1}.${kind}`;
}

/** The inverse of `describeAction`; null for what is none. */
export function parseAction(text: string): Action | null {
  const match = /^(?:(?:caller|op)(\d+)\.)?(\w+)$/.exec(text);
  const kind = ACTION_KINDS.find((one) => one === match?.[2]);
  return kind ? { kind, at: Number(match?.[1] ?? 1) - 1 } : null;
}
