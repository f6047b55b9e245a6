/**
 * What exists, or should, as plain items: desired, actual and last deployed
 * state have one shape, so that one diff serves them all.
 */
export const KINDS = [
  'application', 'scenario', 'rule', 'rule-order', 'sq-queue', 'acd-queue', 'sq-skill', 'acd-skill', 'operator',
  'sq-agents', 'sq-members', 'acd-members', 'acd-queue-skills', 'sq-operator-skills', 'acd-skill-members', 'number', 'secret',
] as const;
export type Kind = (typeof KINDS)[number];

export type FieldValue = string | number | boolean | null | readonly string[];
export type Fields = Readonly<Record<string, FieldValue>>;

export interface Item {
  kind: Kind;
  name: string;
  fields: Fields;
}

/** An item that the account has. */
export interface ActualItem extends Item {
  /** The account's id; 0 for lists that have none of their own. */
  id: number;
  /** The API's date of the last change, where it gives one that counts. */
  modified?: string;
}

/** Kinds as people read them. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  application: 'application',
  scenario: 'scenario',
  rule: 'rule',
  'rule-order': 'order of the',
  'sq-queue': 'queue',
  'acd-queue': 'queue (ACD v1)',
  'sq-skill': 'skill',
  'acd-skill': 'skill (ACD v1)',
  operator: 'operator',
  'sq-agents': 'operators who take calls of',
  'sq-members': 'operators of queue',
  'acd-members': 'operators of queue (ACD v1)',
  'acd-queue-skills': 'skills of queue (ACD v1)',
  'sq-operator-skills': 'skills of operator',
  'acd-skill-members': 'operators of skill (ACD v1)',
  number: 'number',
  secret: 'secret',
};

export function findItem<I extends Item>(items: readonly I[], kind: Kind, name: string): I | undefined {
  return items.find((item) => item.kind === kind && item.name === name);
}

export function ofKind<I extends Item>(items: readonly I[], kind: Kind): I[] {
  return items.filter((item) => item.kind === kind);
}

/** Of an item, or of what a step changes: empty where there is none. */
export function listField(fields: Fields | null | undefined, name: string): readonly string[] {
  const value = fields?.[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** As `listField`, for one text. */
export function textField(fields: Fields | null | undefined, name: string): string {
  return String(fields?.[name] ?? '');
}

/** `sales` of `sales:3`, as an operator's skill stands with its level. */
export function skillOf(entry: string): string {
  return entry.slice(0, entry.lastIndexOf(':'));
}

export function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The fields of `wanted` that `present` has otherwise. What is not wanted is not compared. */
export function changedFields(wanted: Fields, present: Fields): string[] {
  return Object.keys(wanted).filter((name) => !sameValue(wanted[name], present[name]));
}

export function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}
