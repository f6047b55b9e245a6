import type { OwnedList, OwnershipMode } from '../../contracts/config';
import type { Item, Kind } from './items';

/** What should exist in one environment. */
export interface Desired {
  environment: string;
  application: string;
  items: readonly Item[];
  ownership: Readonly<Record<OwnedList, OwnershipMode>>;
  /** Items whose secret part is not at hand: they are left alone, and cannot be made. */
  withoutValue: readonly { kind: Kind; name: string; variable: string }[];
}

/** Which list of the config a kind belongs to; the application itself belongs to none. */
export const OWNED_LIST: Readonly<Partial<Record<Kind, OwnedList>>> = {
  scenario: 'scenarios',
  rule: 'rules',
  'rule-order': 'rules',
  'sq-queue': 'queues',
  'acd-queue': 'queues',
  'sq-skill': 'skills',
  'acd-skill': 'skills',
  operator: 'operators',
  'sq-agents': 'bindings',
  'sq-members': 'bindings',
  'acd-members': 'bindings',
  'acd-queue-skills': 'bindings',
  'sq-operator-skills': 'bindings',
  'acd-skill-members': 'bindings',
  number: 'numbers',
  secret: 'secrets',
};

export function ownershipOf(desired: Pick<Desired, 'ownership'>, kind: Kind): OwnershipMode {
  const list = OWNED_LIST[kind];
  return list === undefined ? 'add-only' : desired.ownership[list];
}
