import { expect, test } from 'vitest';
import type { QueueEngineName } from '../../../contracts/call-events';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import { hears, lastCall } from './calls';
import { useWorld } from './world';

/** Longer than the page needs to be rung and clicked on a busy machine. */
const LATE_MS = 6_000;
/** A dead socket is found within this. */
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
}
