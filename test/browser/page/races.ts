import { expect, test } from 'vitest';
import type { QueueEngineName } from '../../../contracts/call-events';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import { until } from '../support/audio';
import { hears, lastCall } from './calls';
import type { OperatorPage } from './operator-page';
import { useWorld } from './world';

/** Longer than the page needs to be rung and clicked on a busy machine. */
const LATE_MS = 6_000;
/** A dead socket or a sleeping tab is found within this. */
const FOUND_MS = 60_000;

/** Journeys in which the page and the cloud know different things for a while, on one queue engine. */
export function describeRaces(engine: QueueEngineName): void {
  const world = useWorld(engine, (config) => {
    for (const { call } of Object.values(config.franchises)) call.ringSeconds = 10;
    for (const franchise of Object.values(config.franchises)) franchise.desk = { ...franchise.desk, banLiftSeconds: 3 };
    for (const operator of Object.values(config.operators)) operator.supervisor = true;
  });
  const calm = () => void Object.assign(world.stack.gateway.faults, createGatewayFaults());

  test('R9 answered when the offer has just timed out: one talks, the other is free', async () => {
    const boris = await world.operator('op2');
    const { anna, caller } = await world.ringing();
    await boris.takeCalls();
    // The cloud's news of the end reach Anna's page late: for her it rings on while it rings at Boris.
    world.stack.gateway.faults.lateMs.set('handleConnectionDisconnected', LATE_MS).set('handleConnectionFailed', LATE_MS);
    await boris.sees('Входящий звонок');
    expect(await anna.line()).toBe('Входящий звонок');
    await Promise.all([anna.click('Ответить'), boris.click('Ответить')]);
    await Promise.all([hears(boris.page), hears(caller.page)]);
    calm();
    await anna.page.locator('.line', { hasText: /^Прием/ }).waitFor();
    expect(await boris.line()).toBe('Разговор с клиентом');
    await caller.hangUp();
    await boris.sees('Разговор с клиентом завершен');
    expect(await lastCall(boris)).toMatchObject({ end: { reason: 'completed' }, operator: 'op2' });
  });

  test('R7 misses in a row switch intake off with the reason, and one click brings the calls back', async () => {
    const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
    await anna.takeCalls();
    for (let misses = 1; misses <= 3; misses += 1) {
      await caller.call();
      await anna.sees('Входящий звонок');
      await anna.page.locator('.line', { hasText: /^Прием приостановлен/ }).waitFor();
      await until(async () => (await caller.state()).includes('Звонок окончен'), 'the goodbye', 60_000);
      if (misses < 3) await anna.sees('Прием звонков разрешен', 60_000);
    }
    await anna.sees('Прием приостановлен: пропущено звонков подряд: 3');
    await anna.click('Включить прием звонков');
    await anna.sees('Прием звонков разрешен');
  });

  test('R22 a dead socket: found and said, and intake is back through the check once the line is', async () => {
    const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
    await anna.takeCalls();
    world.stack.gateway.faults.silent = true;
    await anna.page.getByText('Связь прервалась, восстанавливаем').waitFor({ timeout: FOUND_MS });
    expect(await anna.line()).not.toBe('Прием звонков разрешен');
    calm();
    await anna.sees('Прием звонков разрешен', 90_000);
    await caller.call();
    await anna.sees('Входящий звонок');
    await anna.click('Отклонить');
  });

  test('R22 a sleeping tab: the offer passes on by its time-out, the desk shows nobody there, and waking says what was', async () => {
    const [anna, boris, caller] = await Promise.all([world.operator('op1'), world.operator('op2'), world.caller()]);
    await anna.takeCalls();
    const devtools = await anna.context.newCDPSession(anna.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await caller.call();
    await boris.takeCalls();
    await boris.sees('Входящий звонок', 60_000);
    await boris.click('Ответить');
    await boris.sees('Разговор с клиентом');
    await until(async () => (await presenceOf(boris, 'op1')) === 'offline', 'the desk to see that Anna is gone', FOUND_MS);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await until(async () => (await presenceOf(boris, 'op1')) !== 'offline', 'the desk to see Anna again', FOUND_MS);
    // The offer that came in her sleep is over: nothing rings, and the next call may come.
    await anna.sees('Прием звонков разрешен', FOUND_MS);
    await until(async () => (await presenceOf(boris, 'op1')) === 'ready', 'the desk to see Anna ready');
    expect(await boris.line()).toBe('Разговор с клиентом');
    await caller.hangUp();
    await boris.sees('Разговор с клиентом завершен');
  });
}

/** What the desk knows of an operator; Boris may see the team. */
function presenceOf({ page }: OperatorPage, operator: string): Promise<string | undefined> {
  return page.evaluate(async (name) => {
    const team = await (await fetch('/api/supervisor')).json() as { operators: { operator: string; presence: string }[] };
    return team.operators.find((one) => one.operator === name)?.presence;
  }, operator);
}
