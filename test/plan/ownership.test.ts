import { describe, expect, test } from 'vitest';
import { desireNothing, planDestroy } from '../../scripts/plan/destroy';
import type { ActualItem } from '../../scripts/plan/items';
import { isOurs, ownerOf, withoutOthers } from '../../scripts/plan/ownership';
import { stepWords } from '../../scripts/plan/step-words';
import { item, situation, there } from './situations';

const APP = there(1, 'application', 'calls');
const SKILL = there(5, 'acd-skill', 'en');
const OPERATOR = there(6, 'operator', 'op1');
const number = (id: number, name: string, application: string | null): ActualItem => there(id, 'number', name, { application, rule: null });
const OURS = number(7, '7495', 'calls');
const THEIRS = number(8, '7812', 'others');
const FREE = number(9, '7343', null);

describe('whose an object is', () => {
  const everything = [APP, SKILL, OPERATOR, OURS, THEIRS, FREE];
  test.each<[string, Parameters<typeof situation>[0]['proof'], Parameters<typeof situation>[0]['taken'], string[]]>([
    ['nothing is known', null, {}, ['unknown', 'others', 'unknown', 'unknown', 'others', 'others']],
    ['nothing is ours', {}, {}, ['unknown', 'others', 'unknown', 'unknown', 'others', 'others']],
    ['we made the application', { made: ['application/1'] }, {}, ['us', 'others', 'us', 'us', 'others', 'others']],
    ['we were making the application', { making: ['application/calls'] }, {}, ['us', 'others', 'us', 'us', 'others', 'others']],
    ['the application was there', { items: [APP, OPERATOR] }, {}, ['unknown', 'others', 'us', 'unknown', 'others', 'others']],
    ['we were making the operator', { making: ['operator/op1'] }, {}, ['unknown', 'others', 'us', 'unknown', 'others', 'others']],
    ['another has the name of ours', { items: [there(66, 'operator', 'op1')] }, {}, ['unknown', 'others', 'unknown', 'unknown', 'others', 'others']],
    ['the skill was there', { items: [SKILL] }, {}, ['unknown', 'others', 'unknown', 'unknown', 'others', 'others']],
    ['we made the skill', { made: ['acd-skill/5'] }, {}, ['unknown', 'us', 'unknown', 'unknown', 'others', 'others']],
    ['others use the skill that we made', { made: ['acd-skill/5'] }, { acdSkills: ['en'] }, ['unknown', 'shared', 'unknown', 'unknown', 'others', 'others']],
  ])('%s', (...[, proof, taken = {}, owners]) => {
    const asked = situation({ has: everything, proof, taken });
    expect(everything.map((one) => ownerOf(asked, one))).toEqual(owners);
    expect(everything.map((one) => isOurs(asked, one))).toEqual(owners.map((owner) => owner === 'us'));
  });
});

test('an account is read without what is nobody of ours: numbers that lead elsewhere, skills that none of ours has', () => {
  const [used, asked, wanted, known, made, strange] = ['used', 'asked', 'wanted', 'known', 'made', 'strange'].map((name, index) => there(20 + index, 'acd-skill', name));
  const members = (name: string, ...operators: string[]): ActualItem => there(0, 'acd-skill-members', name, { operators });
  const [wantedNumber, knownNumber] = [number(31, '7001', 'others'), number(32, '7002', 'others')];
  const items = [
    OURS, THEIRS, FREE, wantedNumber, knownNumber, used, asked, wanted, known, made, strange, OPERATOR, members('used', 'op1'), members('strange'), members('asked'),
    there(0, 'acd-queue-skills', 'north', { skills: ['asked'] }), there(0, 'sq-members', 'center', { operators: ['strange'] }),
  ].filter((one) => one !== undefined);
  const { desired } = situation({ wants: [item('acd-skill', 'wanted'), item('number', '7001')] });
  const { proof: state = null } = situation({ proof: { items: [known, knownNumber].filter((one) => one !== undefined), made: ['acd-skill/24'] } });
  expect(withoutOthers(items, { desired, state })).toEqual(items.filter((one) => one !== THEIRS && one.name !== 'strange'));
  const names = withoutOthers(items, { desired, state: null }).map(({ kind, name }) => `${kind} ${name}`);
  expect(names.filter((one) => /^(number|acd-skill) /.test(one))).toEqual(['number 7495', 'number 7343', 'number 7001', 'acd-skill used', 'acd-skill asked', 'acd-skill wanted']);
});

describe('destroy', () => {
  const planned = (...[parts]: Parameters<typeof situation>) => {
    const { desired, ...others } = situation(parts);
    return planDestroy({ ...others, desired: desireNothing(desired) });
  };
  const has = [APP, OPERATOR, OURS, THEIRS];

  test('removes the application that we made after all that is in it', () => {
    const { steps, drift } = planned({ has, proof: { made: ['application/1'] } });
    expect(steps.map(stepWords)).toEqual(['remove number "7495"', 'delete operator "op1"', 'delete application "calls"']);
    expect(steps.at(-1)).toMatchObject({ id: 'application.delete.calls', before: {}, after: null, destructive: true, wave: 12 });
    expect(drift).toEqual([]);
  });

  test('leaves an application that was there, and what nothing shows to be ours', () => {
    const { steps, drift } = planned({ has, proof: { items: [OURS] } });
    expect(steps.map(stepWords)).toEqual(['remove number "7495"']);
    expect(drift).toMatchObject([
      { what: 'kept', kind: 'operator', object: 'op1' },
      { what: 'kept', kind: 'application', object: 'calls', fields: {}, note: expect.stringContaining('application "calls" was there before the first deploy') as string },
    ]);
  });

  test('has nothing to do where there is no application', () => {
    expect(planned({ has: [THEIRS], proof: { made: ['application/1'] } })).toMatchObject({ steps: [], drift: [], conflicts: [], environment: 'test', application: 'calls' });
  });
});
