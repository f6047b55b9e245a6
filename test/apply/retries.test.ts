import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../emulator/management/faults';
import { startDeployWorld, type DeployWorld } from './world';

let world: DeployWorld;
/** What happens in the cloud behind a write. */
let undo: (method: string) => void;
beforeEach(async () => {
  undo = () => undefined;
  world = await startDeployWorld({ afterWrite: ({ method }) => undo(method) });
});
afterEach(() => world.server.close());

const count = (method: string): number => world.server.log.methods().filter((name) => name === method).length;

describe('R49 what failed is sent again only where that is safe', () => {
  const again: [string, { fault: Fault; method: string; sent: number }][] = [
    ['throttled (340)', { fault: { kind: 'error', code: 340 }, method: 'AddRule', sent: 3 }],
    ['throttled (515)', { fault: { kind: 'error', code: 515 }, method: 'AddScenario', sent: 3 }],
    ['no answer, nothing done', { fault: { kind: 'drop' }, method: 'AddRule', sent: 3 }],
    ['no answer, but done: it is found and not made twice', { fault: { kind: 'drop', acted: true }, method: 'AddRule', sent: 2 }],
    ['HTTP 503, but done', { fault: { kind: 'status', status: 503, acted: true }, method: 'AddUser', sent: 3 }],
    ['taken for a repetition (484), and it stands', { fault: { kind: 'error', code: 484, acted: true }, method: 'AddScenario', sent: 2 }],
    ['a secret that stands although no answer came', { fault: { kind: 'drop', acted: true }, method: 'AddSecret', sent: 2 }],
    ['a reading without an answer', { fault: { kind: 'drop' }, method: 'GetPhoneNumbers', sent: 3 }],
  ];
  test.each(again)('%s', async (_name, { fault, method, sent }) => {
    world.server.faults.add({ method, fault });
    const { steps } = await world.deploy();
    expect(steps.every(({ state }) => state === 'done')).toBe(true);
    expect(count(method)).toBe(sent);
    const { rules, scenarios, users, secrets } = world.account;
    expect([rules.size, scenarios.size, users.size, secrets.size]).toEqual([2, 2, 3, 2]);
  });

  const given: [string, Fault, RegExp][] = [
    ['a refusal', { kind: 'error', code: 148 }, /Step rule\.create\.\w+ failed\. AddRule for rule "\w+" failed: the cloud answered error 148, Injected fault/],
    ['HTTP 400', { kind: 'status', status: 400 }, /Step rule\.create\.\w+ failed\. AddRule for rule "\w+" failed: the cloud answered HTTP 400/],
    ['taken for a repetition (484), and it does not stand', { kind: 'error', code: 484 }, /Step rule\.create\.\w+ failed\. .*error 484/],
  ];
  test.each(given)('%s surfaces at once with its object and step', async (_name, fault, said) => {
    world.server.faults.add({ method: 'AddRule', fault });
    await expect(world.deploy()).rejects.toThrow(said);
    expect(count('AddRule')).toBe(2);
  });

  test('a cloud that never answers is given up after its time, and says so', async () => {
    world.server.faults.add({ method: 'GetApplications', fault: { kind: 'hang' }, times: 9 });
    const { deployOnce } = await import('../../scripts/apply/deploy-once');
    await expect(deployOnce({ ...world.input(), timeoutMs: 20 })).rejects.toThrow('GetApplications for application "calls" failed: no answer within 0.02 s');
  });

  test('a cloud that answers 1 and does nothing is found out', async () => {
    await world.deploy();
    Object.assign(world.config.operators['op1'] ?? {}, { displayName: 'Anna B.' });
    undo = (method) => {
      const [first] = world.account.users.values();
      if (method === 'SetUserInfo') Object.assign(first ?? {}, { displayName: 'Anna' });
    };
    await expect(world.deploy()).rejects.toThrow('read back it is not: operator.update.op1');
  });
});
