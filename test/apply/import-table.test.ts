import { expect, test } from 'vitest';
import type { AcdQueueObject, RuleObject, SqQueueObject, UserObject } from '../../contracts/management';
import { importConfig, type ImportedObjects } from '../../scripts/apply/import-config';
import { brief } from '../support/brief';

const rule = (id: number, name: string, given: Partial<RuleObject> = {}): RuleObject =>
  ({ id, name, pattern: '74951234567', exclude: '', videoConference: false, scenarioIds: [], scenarioNames: ['in'], ...given });
const smart = (id: number, name: string, given: Partial<SqQueueObject> = {}): SqQueueObject =>
  ({ id, name, agentSelection: 'MOST_QUALIFIED', taskSelection: 'MAX_WAITING_TIME', ...given });
const acd = (id: number, name: string, given: Partial<AcdQueueObject> = {}): AcdQueueObject => ({ id, name, skills: [], ...given });
const user = (id: number, name: string, given: Partial<UserObject> = {}): UserObject =>
  ({ id, name, displayName: `Имя ${name}`, active: true, acdQueueIds: [], acdSkillIds: [], acdStatus: '', ...given });
const agent = (userId: number, queueIds: number[], skills: [id: number, level: number][] = []): ImportedObjects['sqAgents'][number] =>
  ({ userId, queueIds, skills: skills.map(([id, level]) => ({ id, level })), status: '' });
const number = (...[id, digits, ruleId, applicationName = 'calls']: [id: number, digits: string, ruleId: number | null, applicationName?: string]): ImportedObjects['numbers'][number] =>
  ({ id, number: digits, applicationId: null, applicationName, ruleId, ruleName: null, frozen: false, canceled: false, unverified: false, nextRenewal: null, price: 0 });
const skill = (id: number, name: string, description = ''): ImportedObjects['sqSkills'][number] => ({ id, name, description });

const EMPTY: ImportedObjects = {
  application: { name: 'calls', secureRecordStorage: true }, account: 7, credentials: 'key.json', rules: [], numbers: [], users: [], sqQueues: [],
  sqAgents: [], sqSkills: [], acdSkills: [], scenarioNames: ['in', 'in 2', 'Входящие'], acdQueues: [], secrets: [],
};
const ALL_SMART = { maxWaitSeconds: 40, maxSize: 5, priority: 9, description: 'о продажах', holdCallsIfInactiveAgents: true };
const ALL_ACD = { maxSize: 5, maxWaitMinutes: 2, priority: 0, autoBinding: false, serviceProbability: 0.7, averageServiceSeconds: 60 };
const TWO_RULES = [rule(1, 'Sales'), rule(2, 'Support', { pattern: '78121234567' })];
const PAIR = [smart(11, 'Sales'), smart(12, 'Support')];
const OF_PAIR = { users: [user(21, 'op1'), user(22, 'op2')], sqAgents: [agent(21, [11]), agent(22, [12])] };

/** What an account has, by what it is about. */
const ACCOUNTS: Readonly<Record<string, Partial<ImportedObjects>>> = {
  'nothing': {},
  'all settings of a SmartQueue': { rules: [rule(1, 'Sales', { exclude: '7000' })], sqQueues: [smart(11, 'Sales', ALL_SMART)], users: [user(21, 'op1')], sqAgents: [agent(21, [11])], secrets: [{ id: 1, name: 'KEY', modified: '' }], numbers: [number(31, '74951234567', 1)] },
  'all settings of ACD v1': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales', ALL_ACD)], users: [user(21, 'op1', { acdQueueIds: [11] })], application: { name: 'calls', secureRecordStorage: false } },
  'two of each': { rules: TWO_RULES, sqQueues: PAIR, ...OF_PAIR, numbers: [number(31, '74951234567', 1), number(32, '78121234567', 2), number(33, '73431234567', null), number(34, '77071234567', null, 'others')] },
  'names that differ in signs': { rules: TWO_RULES, sqQueues: [smart(11, 'sales'), smart(12, '--SUPPORT!')], ...OF_PAIR },
  'names that differ in signs, two queues of one': { rules: TWO_RULES, sqQueues: [smart(11, 'sales'), smart(12, 'Support'), smart(13, 'SALES')], ...OF_PAIR },
  'names that differ in signs, two rules of one': { rules: [...TWO_RULES, rule(3, 'sales!', { pattern: '7000' })], sqQueues: [smart(11, 'SALES'), smart(12, 'Support')], ...OF_PAIR },
  'names without Latin letters': { rules: [rule(1, 'Продажи'), rule(2, 'Поддержка', { pattern: '78121234567', scenarioNames: ['Входящие'] }), rule(3, '«»', { pattern: '7000' })], sqQueues: [smart(11, 'Поддержка'), smart(12, 'Продажи')], ...OF_PAIR },
  'one queue for all rules': { rules: [...TWO_RULES, rule(3, 'More', { pattern: '7000' })], sqQueues: [smart(11, 'queue')], users: [user(21, 'op1')], sqAgents: [agent(21, [11])], numbers: [number(31, '78121234567', 2)] },
  'rules that the config has no words for': { rules: [rule(1, 'none', { scenarioNames: [] }), rule(2, 'two', { scenarioNames: ['in', 'in 2'] }), rule(3, 'shared', { scenarioNames: ['of all'] }), rule(4, 'video', { videoConference: true }), rule(5, 'Sales')], sqQueues: [smart(11, 'Sales')], ...OF_PAIR },
  'scenarios with equal files': { rules: [rule(1, 'Sales', { scenarioNames: ['in 2'] }), rule(2, 'Support', { pattern: '78121234567', scenarioNames: ['in-2'] }), rule(3, 'More', { pattern: '7000', scenarioNames: ['IN 2'] }), rule(4, 'Again', { pattern: '7001', scenarioNames: ['in-2'] })], scenarioNames: ['in 2', 'in-2', 'IN 2'], sqQueues: [smart(11, 'queue')], users: [user(21, 'op1')], sqAgents: [agent(21, [11])] },
  'numbers of rules before and behind': { rules: [rule(1, 'First', { pattern: '7.*', exclude: '74951234567' }), rule(2, 'Second')], sqQueues: [smart(11, 'queue')], users: [user(21, 'op1')], sqAgents: [agent(21, [11])], numbers: [number(31, '74951234567', 2), number(32, '78121234567', 2), number(33, '73431234567', 1)] },
  'skills of both engines': {
    rules: TWO_RULES, sqQueues: [smart(11, 'Sales')], acdQueues: [acd(12, 'Support', { skills: ['fr', 'en', 'de'], autoBinding: false })],
    sqSkills: [skill(1, 'en', 'English'), skill(2, 'fr'), skill(3, 'es')], acdSkills: [skill(4, 'en'), skill(5, 'fr'), skill(6, 'it'), skill(7, 'de')],
    users: [user(21, 'op1'), user(22, 'op2', { acdQueueIds: [12], acdSkillIds: [4, 5, 7] })], sqAgents: [agent(21, [11], [[1, 3], [3, 5]])],
  },
  'skills of one engine': { rules: TWO_RULES, sqQueues: PAIR, ...OF_PAIR, sqAgents: [agent(21, [11], [[1, 3]]), agent(22, [12], [[2, 1], [9, 1]])], sqSkills: [skill(1, 'en', 'English'), skill(2, 'fr')], acdSkills: [skill(4, 'it')] },
  'a queue of ACD v1 whose skills nobody knows': { rules: [rule(1, 'Sales'), rule(2, 'Support', { pattern: '7000' })], acdQueues: [acd(11, 'Sales', { skills: ['en'] })], sqQueues: [smart(12, 'Support')], acdSkills: [skill(4, 'en')], users: [user(21, 'op1', { acdQueueIds: [11], acdSkillIds: [4] }), user(22, 'op2')], sqAgents: [agent(22, [12])] },
  'operators who are left out': { rules: [rule(1, 'Sales')], sqQueues: PAIR, users: [user(21, 'op1'), user(22, 'off', { active: false }), user(23, 'nameless', { displayName: '' }), user(24, 'idle'), user(25, 'elsewhere')], sqAgents: [agent(21, [11]), agent(22, [11]), agent(23, [11]), agent(25, [12])] },
  'an operator in two queues': { rules: TWO_RULES, sqQueues: PAIR, users: [user(21, 'op1'), user(22, 'op2')], sqAgents: [agent(21, [12, 11]), agent(22, [12])] },
  'personal queues': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales', ALL_ACD), acd(12, 'Sales.op1', ALL_ACD), acd(13, 'Sales.op2', ALL_ACD)], users: [user(21, 'op1', { acdQueueIds: [11, 12] }), user(22, 'op2', { acdQueueIds: [11, 13] })] },
  'personal queues, one lacks its operator': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales', ALL_ACD), acd(12, 'Sales.op1', ALL_ACD), acd(13, 'Sales.op2', ALL_ACD)], users: [user(21, 'op1', { acdQueueIds: [11, 12] }), user(22, 'op2', { acdQueueIds: [11, 12] })] },
  'personal queues, one is missing': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales', ALL_ACD), acd(12, 'Sales.op1', ALL_ACD)], users: [user(21, 'op1', { acdQueueIds: [11, 12] }), user(22, 'op2', { acdQueueIds: [11] })] },
  'personal queues, one is set otherwise': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales', { ...ALL_ACD, autoBinding: true }), acd(12, 'Sales.op1', { ...ALL_ACD, priority: 4 })], users: [user(21, 'op1', { acdQueueIds: [11, 12] })] },
  'queues for skills': { rules: [rule(1, 'Sales')], acdQueues: [acd(11, 'Sales'), acd(12, 'Sales.en.fr', { skills: ['fr', 'en', 'gone'] }), acd(13, 'Sales.de', { skills: ['gone'] })], acdSkills: [skill(4, 'en'), skill(5, 'fr')], users: [user(21, 'op1', { acdQueueIds: [11, 12], acdSkillIds: [4, 5] })] },
  'a franchise without operators': { rules: [rule(1, 'Sales'), rule(2, 'Support', { pattern: '78121234567', scenarioNames: ['in 2'] })], sqQueues: PAIR, users: [user(21, 'op1')], sqAgents: [agent(21, [11])] },
  'a number that no rule covers, and one in national form': { rules: [rule(1, 'Sales')], sqQueues: [smart(11, 'Sales')], users: [user(21, 'op1')], sqAgents: [agent(21, [11])], numbers: [number(31, '78121234567', 1), number(32, '74951234567', 1)] },
  'a name that the config does not take': { rules: [rule(1, 'Sales'), rule(2, 'two\nlines', { pattern: '7000' })], sqQueues: [smart(11, 'Sales')], users: [user(21, 'op1'), user(22, 'op2', { displayName: 'a\nb' })], sqAgents: [agent(21, [11]), agent(22, [11])] },
  'a number that an earlier rule takes': {
    rules: [rule(1, 'Support', { pattern: '78121234567' }), rule(2, 'Sales', { pattern: '7.*' })], sqQueues: PAIR, ...OF_PAIR,
    numbers: [...Array.from({ length: 10 }, (_, index) => number(31 + index, `7495123456${index}`, 2)), number(51, '78121234567', 2)],
  },
  'numbers without a rule': { rules: [rule(1, 'Sales')], sqQueues: [smart(11, 'Sales')], users: [user(21, 'op1')], sqAgents: [agent(21, [11])], numbers: [number(31, '74951234567', null), number(32, '78121234567', null)] },
  'skills of ACD v1, one is of others': {
    rules: TWO_RULES, acdQueues: [acd(11, 'Sales'), acd(12, 'Support', { skills: ['fr'], autoBinding: false })], acdSkills: [skill(4, 'en'), skill(5, 'fr'), skill(6, 'it')],
    users: [user(21, 'op1', { acdQueueIds: [11], acdSkillIds: [4] }), user(22, 'op2', { acdQueueIds: [12] })],
  },
  'a personal queue beside the only one': { rules: [rule(1, 'Other')], acdQueues: [acd(11, 'Sales'), acd(12, 'Sales.op1')], users: [user(21, 'op1', { acdQueueIds: [11] }), user(22, 'op2', { acdQueueIds: [11] })] },
  'personal queues of one franchise of two, their settings in another order': {
    rules: TWO_RULES, acdQueues: [acd(11, 'Sales', { priority: 3, autoBinding: false }), { autoBinding: false, priority: 3, ...acd(12, 'Sales.op1') }, acd(13, 'Support')],
    users: [user(21, 'op1', { acdQueueIds: [11, 12] }), user(22, 'op2', { acdQueueIds: [13] })],
  },
  'names of signs alone': { rules: [rule(1, 'Sales'), rule(2, '«»', { pattern: '7000' })], sqQueues: [smart(11, 'Sales'), smart(12, '—')], ...OF_PAIR },
  'an operator with the number of a rule, one with the name of a franchise': {
    rules: TWO_RULES, sqQueues: PAIR, users: [user(21, 'op1'), user(22, '001', { displayName: 'a\nb' }), user(23, 'support')], sqAgents: [agent(21, [11]), agent(22, [11]), agent(23, [11])],
  },
  'a skill with the name of a franchise, and nothing to leave out': {
    rules: [rule(1, 'Sales')], sqQueues: [smart(11, 'Sales')], users: [user(21, 'op1')], sqAgents: [agent(21, [11], [[1, 2]])], sqSkills: [skill(1, 'sales', 'x'.repeat(201))],
  },
  'a short wait': { rules: TWO_RULES, sqQueues: [smart(11, 'Sales', { maxWaitSeconds: 3 }), smart(12, 'Support', { maxWaitSeconds: 12 })], ...OF_PAIR },
};

test('R84 imports of all accounts are as recorded', async () => {
  const lines = Object.entries(ACCOUNTS).flatMap(([about, account]) => {
    const { config: { rules, franchises, operators, scenarios, ...others }, remarks } = importConfig({ ...EMPTY, ...account });
    const named = (what: string, list: object): string[] => Object.entries(list).map(([name, one]) => `${what} ${name} ${brief(one as object)}`);
    return [`## ${about}`, brief(others), ...rules.map((one) => `rule ${brief(one)}`), ...named('scenario', scenarios), ...named('franchise', franchises), ...named('operator', operators), ...remarks, ''];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot('import-table.txt');
});
