import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../emulator/management/faults';
import { startWorld, type World } from './world';

let world: World;
let application = 0;
beforeEach(async () => {
  world = await startWorld();
  application = (await world.client.Applications.addApplication({ applicationName: 'calls' })).applicationId;
});
afterEach(() => world.server.close());

const QUEUE = { callAgentSelection: 'MAX_WAITING_TIME', callTaskSelection: 'MAX_PRIORITY' };

describe('[9.120] answers are raw enough for the client\'s own defects to show', () => {
  test('a refusal resolves', async () => {
    const answer = await world.client.Rules.setRuleInfo({ ruleId: 1 });
    expect(answer).toMatchObject({ error: { code: 147 } });
  });

  test('dates are texts, nested scenarios keep their snake_case', async () => {
    const { scenarioId } = await world.client.Scenarios.addScenario({ scenarioName: 's', scenarioScript: '', applicationId: application });
    await world.client.Rules.addRule({ applicationId: application, ruleName: 'r', rulePattern: 'x', scenarioId });
    const { result: [rule] } = await world.client.Rules.getRules({ applicationId: application, withScenarios: true });
    expect(rule).toMatchObject({ ruleName: 'r', modified: '2026-01-15 09:00:00', scenarios: [{ scenario_id: scenarioId, scenario_name: 's' }] });
  });

  test('lists of SmartQueue come out empty', async () => {
    await world.client.SmartQueue.sQ_AddQueue({ applicationId: application, sqQueueName: 'q', ...QUEUE });
    expect(await world.client.SmartQueue.sQ_GetQueues({ applicationId: application })).toHaveProperty('result', {});
  });

  test('a secret is made, and the client rejects', async () => {
    const made = world.client.Secrets.addSecret({ applicationId: application, secretName: 'KEY', secretValue: 'v' });
    await expect(made).rejects.toThrow('data.map is not a function');
    expect([...world.account.secrets.values()].map(({ name }) => name)).toEqual(['KEY']);
  });
});

describe('[9.119] faults come when they are ordered', () => {
  const ask = (): Promise<unknown> =>
    world.client.Applications.getApplications({}).then((answer) => (answer.error ? answer.error.code : 'ok'), (error: { response?: { status: number }; code?: string }) => error.response?.status ?? error.code);
  const rows: [string, FaultRule, unknown[]][] = [
    ['340 twice', { fault: { kind: 'error', code: 340 }, times: 2 }, [340, 340, 'ok']],
    ['515 at the second', { fault: { kind: 'error', code: 515 }, after: 1 }, ['ok', 515, 'ok']],
    ['484 of one method', { fault: { kind: 'error', code: 484 }, method: 'GetApplications' }, [484, 'ok', 'ok']],
    ['none of another method', { fault: { kind: 'error', code: 484 }, method: 'GetRules' }, ['ok', 'ok', 'ok']],
    ['503', { fault: { kind: 'status', status: 503 } }, [503, 'ok', 'ok']],
    ['a broken connection', { fault: { kind: 'drop' } }, ['ECONNRESET', 'ok', 'ok']],
    ['a slow answer', { fault: { kind: 'slow', delayMs: 5 } }, ['ok', 'ok', 'ok']],
  ];
  test.each(rows)('%s', async (_name, rule, expected) => {
    world.server.faults.add(rule);
    expect([await ask(), await ask(), await ask()]).toEqual(expected);
  });

  test('a write may have acted although no answer came', async () => {
    world.server.faults.add({ method: 'AddApplication', fault: { kind: 'drop', acted: true } });
    await expect(world.client.Applications.addApplication({ applicationName: 'lost' })).rejects.toThrow();
    expect([...world.account.applications.values()].map(({ name }) => name)).toEqual(['calls', 'lost']);
  });

  test('an application may be given by its full name, as voxengine-ci gives it, but not by another account\'s', async () => {
    const full = (account: string) => `full.${account}.voximplant.com`;
    const made = await world.client.Applications.addApplication({ applicationName: full(world.account.accountName) });
    expect(made).toMatchObject({ result: 1, applicationName: full(world.account.accountName) });
    expect(await world.client.Applications.addApplication({ applicationName: full('somebody') })).toMatchObject({ error: { code: 107 } });
  });

  test('after the nth write every connection breaks, until that is over', async () => {
    const add = (name: string) => world.client.Applications.addApplication({ applicationName: name }).then(() => true, () => false);
    world.server.faults.breakAfterWrites(1);
    expect([await add('first'), await add('second'), await ask()]).toEqual([true, false, 'ECONNRESET']);
    world.server.faults.clear();
    expect(await add('third')).toBe(true);
  });

  test('the log tells what was asked, with secrets covered', async () => {
    await world.client.Secrets.addSecret({ applicationId: application, secretName: 'KEY', secretValue: 'planted' }).catch(() => undefined);
    expect(world.server.log.methods()).toEqual(['AddApplication', 'AddSecret']);
    expect(JSON.stringify(world.server.log.entries)).not.toContain('planted');
  });
});
