import { UserError } from '../user-error';

/** What a scripted operator does when a call rings. */
export type BehaviourKind = 'answer' | 'reject' | 'drop' | 'silent' | 'offline' | 'vanish' | 'wrapup';

export interface Behaviour {
  kind: BehaviourKind;
  /** From the first ring; for `vanish` from the answer. */
  afterMs: number;
}

export interface OperatorScript {
  name: string;
  behaviour: Behaviour;
}

const KINDS: readonly BehaviourKind[] = ['answer', 'reject', 'drop', 'silent', 'offline', 'vanish', 'wrapup'];
/** Behaviours that do something at a moment, so that `@5` makes sense. */
const TIMED: readonly BehaviourKind[] = ['answer', 'reject', 'drop', 'vanish'];

/** `op1:reject,op2:answer@5` → who does what, in the order in which they become ready. */
export function parseOperators(text: string): OperatorScript[] {
  const scripts = text.split(',').map((part) => part.trim()).filter((part) => part !== '').map(parseOne);
  const twice = scripts.find(({ name }, index) => scripts.findIndex((other) => other.name === name) !== index);
  if (twice) throw new UserError(`--operators names "${twice.name}" twice; give each operator one behaviour.`);
  return scripts;
}

function parseOne(part: string): OperatorScript {
  const match = /^([^:@]+)(?::([a-z]+)(?:@(\d+(?:\.\d+)?))?)?$/.exec(part);
  const [, name = '', kind = 'answer', after] = match ?? [];
  if (!match) {
    throw new UserError(`--operators: "${part}" is not name:behaviour. Example: --operators op1:reject,op2:answer@5`);
  }
  if (!isKind(kind)) {
    throw new UserError(`--operators: there is no behaviour "${kind}"; there is ${KINDS.join(', ')}, and answer@5 for after 5 s.`);
  }
  if (after !== undefined && !TIMED.includes(kind)) {
    throw new UserError(`--operators: "${kind}" takes no time; "@${after}" goes with ${TIMED.join(', ')}.`);
  }
  return { name, behaviour: { kind, afterMs: Number(after ?? 0) * 1000 } };
}

function isKind(text: string): text is BehaviourKind {
  return (KINDS as readonly string[]).includes(text);
}
