import type { Actual } from '../../scripts/plan/actual';
import { listField, type ActualItem, type Fields, type Kind } from '../../scripts/plan/items';
import type { Plan, Step } from '../../scripts/plan/plan';

const LISTS: readonly Kind[] = ['sq-agents', 'sq-members', 'acd-members', 'acd-queue-skills', 'acd-skill-members', 'sq-operator-skills'];
/** Lists that appear and go with an object. */
const LISTS_OF: Partial<Record<Kind, readonly (readonly [Kind, field: string])[]>> = {
  'sq-queue': [['sq-members', 'operators']], 'acd-queue': [['acd-members', 'operators'], ['acd-queue-skills', 'skills']],
  'acd-skill': [['acd-skill-members', 'operators']],
};

/** What an obedient cloud has after the steps; checks on the way what must never be. */
export function obey(actual: Actual, plan: Plan): Actual {
  let nextId = 10_000;
  const items: ActualItem[] = actual.items.map((item) => ({ ...item }));
  const find = (kind: Kind, name: string): ActualItem => {
    const found = items.find((item) => item.kind === kind && item.name === name);
    if (!found) throw new Error(`the plan speaks of ${kind} "${name}", which is not there`);
    return found;
  };
  const remove = (item: ActualItem): void => void items.splice(items.indexOf(item), 1);
  const put = (step: Step, fields: Fields): void => {
    const item = items.find(({ kind, name }) => kind === step.kind && name === step.object);
    if (item) item.fields = { ...item.fields, ...fields };
    else items.push({ kind: step.kind, name: step.object, id: LISTS.includes(step.kind) ? 0 : (nextId += 1), fields });
  };

  for (const step of plan.steps) {
    const { kind, object, action } = step;
    if (kind === 'rule-order') checkOrder(items, listField(step.after ?? {}, 'order'));
    else if (action === 'create') {
      if (items.some((item) => item.kind === kind && item.name === object)) throw new Error(`${kind} "${object}" is made twice`);
      put(step, step.after ?? {});
      for (const [list, field] of LISTS_OF[kind] ?? []) items.push({ kind: list, name: object, id: 0, fields: { [field]: [] } });
    } else if (action === 'rename') renameItem(items, find(kind, String(step.before?.['name'])), object);
    else if (action === 'delete') {
      if (kind === 'rule' && items.some((item) => item.kind === 'number' && item.fields['rule'] === object && isOurs(item, plan))) {
        throw new Error(`rule "${object}" goes while a number leads to it`);
      }
      remove(find(kind, object));
      for (const [list] of LISTS_OF[kind] ?? []) items.filter((item) => item.kind === list && item.name === object).forEach(remove);
      if (kind === 'scenario') dropScenario(items, object);
      if (kind === 'operator') dropMember(items, 'operators', object);
      if (kind === 'acd-skill') dropMember(items, 'skills', object);
    } else if (action === 'remove' && LISTS.includes(kind)) removeMembers(find(kind, object), step);
    else put(step, step.after ?? {});
  }
  return { ...actual, items };
}

function isOurs(item: ActualItem, plan: Plan): boolean {
  return item.fields['application'] === plan.application;
}

function renameItem(items: ActualItem[], item: ActualItem, name: string): void {
  const before = item.name;
  item.name = name;
  for (const other of items) {
    if (item.kind === 'rule' && other.kind === 'number' && other.fields['rule'] === before) other.fields = { ...other.fields, rule: name };
    if (item.kind === 'scenario' && other.kind === 'rule') {
      other.fields = { ...other.fields, scenarios: listField(other.fields, 'scenarios').map((one) => (one === before ? name : one)) };
    }
  }
}

function dropScenario(items: ActualItem[], name: string): void {
  for (const rule of items.filter(({ kind }) => kind === 'rule')) {
    rule.fields = { ...rule.fields, scenarios: listField(rule.fields, 'scenarios').filter((one) => one !== name) };
  }
}

/** It leaves every list that it stood in. */
function dropMember(items: ActualItem[], field: string, name: string): void {
  for (const list of items.filter(({ kind, fields }) => LISTS.includes(kind) && field in fields)) {
    list.fields = { [field]: listField(list.fields, field).filter((one) => one !== name) };
  }
}

function removeMembers(item: ActualItem, step: Step): void {
  const [field = ''] = Object.keys(step.before ?? {});
  const gone = listField(step.before ?? {}, field);
  item.fields = { [field]: listField(item.fields, field).filter((member) => !gone.includes(member)) };
}

/** ReorderRules takes exactly the rules that the application has; the items then stand in that order. */
function checkOrder(items: ActualItem[], order: readonly string[]): void {
  const names = items.filter(({ kind }) => kind === 'rule').map(({ name }) => name);
  if ([...names].sort().join() !== [...order].sort().join()) throw new Error(`order [${order.join()}] for the rules [${names.join()}]`);
  const rules = items.filter(({ kind }) => kind === 'rule').sort((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
  const others = items.filter(({ kind }) => kind !== 'rule');
  items.splice(0, items.length, ...others, ...rules);
}
