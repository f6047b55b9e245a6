import { describe, expect, test } from 'vitest';
import { normalise } from '../../scripts/config/normalise';
import type { NormalConfig } from '../../scripts/config/normal-config';
import { OPERATOR_KEY } from '../../contracts/operator-password';
import { desire, type DesireInput } from '../../scripts/plan/desire';
import { OWNED_LIST, ownershipOf, type Desired } from '../../scripts/plan/desired';
import { KINDS, listField, type Kind } from '../../scripts/plan/items';
import { franchise, sample } from '../config/sample';

/** Two franchises, one on each engine. */
const config = normalise(sample((written) => {
  written.franchises['north'] = franchise({ numbers: ['78121234567', '78121234568'], queue: { engine: 'acd', name: 'north', maxWaitSeconds: 301, maxSize: 7 } });
  written.rules = [
    ...written.rules,
    { name: 'north-second', franchise: 'north', pattern: '7812123456[78]', exclude: '78121234567', scenario: 'inbound' },
    { name: 'north', franchise: 'north', pattern: '+?7812.*', scenario: 'inbound' },
  ];
  written.operators = {
    op2: { displayName: 'Борис', franchise: 'center', skills: { fr: 2, en: 4 } }, op1: { displayName: 'Анна', franchise: 'center' },
    op3: { displayName: 'Вера', franchise: 'north', skills: { en: 1 } },
  };
  written.skills = { en: { description: 'English' }, fr: {} };
}));

const wants = (changes: Partial<DesireInput> = {}, of: NormalConfig = config): Desired => desire({
  config: of, environment: 'local', built: [{ name: 'inbound-center', sha256: 'abc' }], passwordOf: ({ name }) => `hmac:${name}`, secretOf: (name) => `hmac:${name}`, ...changes,
});
const fieldsOf = ({ items }: Desired, kind: Kind) => Object.fromEntries(items.filter((item) => item.kind === kind).map(({ name, fields }) => [name, fields]));
const only = (engine: 'smartqueue' | 'acd') => wants({}, { ...config, franchises: config.franchises.filter(({ queue }) => queue.engine === engine) });

describe('what the config wants', () => {
  test.each([
    ['application', { sample: { secureRecordStorage: config.application.secureRecordStorage } }],
    ['scenario', { 'inbound-center': { sha256: 'abc' } }],
    ['rule', {
      center: { pattern: '74951234567', exclude: '', scenarios: ['inbound-center'] },
      'north-second': { pattern: '7812123456[78]', exclude: '78121234567', scenarios: ['inbound-north'] },
      north: { pattern: '+?7812.*', exclude: '', scenarios: ['inbound-north'] },
    }],
    ['rule-order', { rules: { order: ['center', 'north-second', 'north'] } }],
    ['acd-queue', { north: { priority: 100, autoBinding: true, serviceProbability: 1, maxWaitMinutes: 6, maxSize: 7 } }],
    ['sq-skill', { en: { description: 'English' }, fr: { description: '' } }],
    ['acd-skill', { en: {}, fr: {} }],
    ['operator', {
      op1: { displayName: 'Анна', active: true, password: 'hmac:op1' }, op2: { displayName: 'Борис', active: true, password: 'hmac:op2' },
      op3: { displayName: 'Вера', active: true, password: 'hmac:op3' },
    }],
    ['sq-agents', { sample: { operators: ['op1', 'op2'] } }],
    ['sq-members', { center: { operators: ['op1', 'op2'] } }],
    ['acd-members', { north: { operators: ['op3'] } }],
    ['sq-operator-skills', { op2: { skills: ['en:4', 'fr:2'] } }],
    ['acd-skill-members', { en: { operators: ['op3'] }, fr: { operators: [] } }],
    // Bound to the first rule that its own number would find.
    ['number', {
      74951234567: { application: 'sample', rule: 'center' }, 78121234567: { application: 'sample', rule: 'north' }, 78121234568: { application: 'sample', rule: 'north-second' },
    }],
    ['secret', { VOX_DESK_KEY_1: { value: 'hmac:VOX_DESK_KEY_1' }, VOX_DESK_KEY_2: { value: 'hmac:VOX_DESK_KEY_2' } }],
  ] as const)('%s', (kind, expected) => {
    expect(fieldsOf(wants(), kind)).toEqual(expected);
  });

  test('a queue of SmartQueue as it is configured; what is not stated is left to the platform', () => {
    const [center] = config.franchises;
    expect(fieldsOf(wants(), 'sq-queue')).toEqual({ center: center?.queue.smartQueue });
    const bounded = { ...config, franchises: config.franchises.map((one) => ({ ...one, queue: { ...one.queue, maxWaitSeconds: 60, maxSize: null } })) };
    expect(fieldsOf(wants({}, bounded), 'sq-queue')).toEqual({ center: { ...center?.queue.smartQueue, maxWaitSeconds: 60 } });
    expect(fieldsOf(wants({}, bounded), 'acd-queue')).toMatchObject({ north: { maxWaitMinutes: 1 } });
  });

  test('an average service time where it is stated', () => {
    const stated = { ...config, franchises: config.franchises.map((one) => ({ ...one, queue: { ...one.queue, acd: one.queue.acd && { ...one.queue.acd, averageServiceTimeSeconds: 90 } } })) };
    expect(fieldsOf(wants({}, stated), 'acd-queue')).toMatchObject({ north: { averageServiceSeconds: 90 } });
  });

  test('names of its application, environment and modes', () => {
    expect(wants()).toMatchObject({ environment: 'local', application: 'sample', ownership: config.ownership, withoutValue: [] });
  });

  test('nothing of an engine that no franchise has', () => {
    const kinds = ({ items }: Desired) => [...new Set(items.map(({ kind }) => kind))];
    expect(kinds(only('smartqueue')).filter((kind) => kind.startsWith('acd-'))).toEqual([]);
    expect(kinds(only('acd')).filter((kind) => kind.startsWith('sq-'))).toEqual([]);
  });

  test('values that are not at hand are named by the variable that holds them', () => {
    const desired = wants({ passwordOf: ({ name }) => (name === 'op1' ? null : 'hmac:x'), secretOf: (name) => (name === 'VOX_DESK_KEY_2' ? null : 'hmac:y') });
    expect(desired.withoutValue).toEqual([
      { kind: 'operator', name: 'op1', variable: OPERATOR_KEY }, { kind: 'secret', name: 'VOX_DESK_KEY_2', variable: 'KEY_2' },
    ]);
    expect(OPERATOR_KEY).toBe('OPERATOR_KEY');
    expect([fieldsOf(desired, 'operator')['op1'], fieldsOf(desired, 'secret')['VOX_DESK_KEY_2']]).toEqual([{ displayName: 'Анна', active: true }, {}]);
  });

  test('a number that no rule covers is our mistake', () => {
    expect(() => wants({}, { ...config, rules: config.rules.slice(0, 1) })).toThrow('no rule of franchise north covers 78121234567; the config check lets no such config pass');
  });
});

test('every kind but the application is owned by a list of the config', () => {
  const modes = { scenarios: 'manage', rules: 'add-only', queues: 'ignore', skills: 'manage', operators: 'add-only', bindings: 'ignore', numbers: 'manage', secrets: 'ignore' } as const;
  expect(KINDS.filter((kind) => OWNED_LIST[kind] === undefined)).toEqual(['application']);
  expect(Object.fromEntries(KINDS.map((kind) => [kind, ownershipOf({ ownership: modes }, kind)]))).toEqual({
    application: 'add-only', scenario: 'manage', rule: 'add-only', 'rule-order': 'add-only', 'sq-queue': 'ignore', 'acd-queue': 'ignore', 'sq-skill': 'manage', 'acd-skill': 'manage',
    operator: 'add-only', 'sq-agents': 'ignore', 'sq-members': 'ignore', 'acd-members': 'ignore', 'acd-queue-skills': 'ignore', 'sq-operator-skills': 'ignore', 'acd-skill-members': 'ignore', number: 'manage', secret: 'ignore',
  });
  expect([listField({ operators: ['a'] }, 'operators'), listField({ operators: 'a' }, 'operators'), listField({}, 'operators')]).toEqual([['a'], [], []]);
});
