import { expect, test } from 'vitest';
import { createGatewayFaults } from '../../../emulator/gateway/faults';
import { fallAsleep } from '../../../scripts/browser/asleep';
import { until } from '../support/audio';
import { hears, lastCall } from './calls';
import { NORTH, type PageWorld } from './world';

/** Longer than the page needs to be rung and clicked on a busy machine. */
const LATE_MS = 6_000;
/** A dead socket or a sleeping tab is found within this, on a busy machine. */
const FOUND_MS = 60_000;

/** Journeys in which the page and the cloud know different things for a while, on the engine of that world. */
export function describeRaces(world: PageWorld): void {
  const calm = () => void Object.assign(world.stack.gateway.faults, createGatewayFaults());
  /** What the desk shows of an operator. */
  const presenceOf = async (operator: string) => {
    const all = await world.stack.desk.desk.services.presences.list({ franchise: NORTH.franchise, operator, supervisor: true });
    return all.find((one) => one.operator === operator)?.presence;
  };

  test('R6, R7 a miss is shown with its time, and passes by a click or by itself; two in a row switch intake off, and one click brings the calls back', async () => {
    const [anna, caller] = await Promise.all([world.operator(NORTH.first), world.caller()]);
    const rings = async (what: string, isSo: (line: string) => boolean) => until(async () => {
      const line = await anna.line();
      // Where nobody is left to ring, SmartQueue has given the call up; then another one comes.
      if (line === 'Прием звонков разрешен' && await caller.isOver()) await caller.call(undefined, NORTH.number);
      return isSo(line);
    }, what, FOUND_MS);
    const missed = async () => {
      await rings('a ring', (line) => line === 'Входящий звонок');
      await rings('the miss', (line) => line.startsWith('Прием приостановлен: пропущен'));
      return anna.line();
    };
    await anna.takeCalls();
    await caller.call(undefined, NORTH.number);
    expect(await missed()).toMatch(/^Прием приостановлен: пропущен звонок, до \d\d:\d\d/);
    await anna.click('Вернуться к приему');
    expect(await missed()).toMatch(/пропущен звонок, до/);
    expect(await missed()).toBe('Прием приостановлен: пропущено звонков подряд: 2');
    await caller.leave();
    await anna.click('Включить прием звонков');
    await anna.sees('Прием звонков разрешен');
  });

  test('R9 answered when the offer has just timed out: one talks, the other is free', async () => {
    const boris = await world.operator(NORTH.second);
    const { anna, caller } = await world.ringing(NORTH);
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
    expect(await lastCall(boris)).toMatchObject({ end: { reason: 'completed' }, operator: NORTH.second });
  });

  test('R22 a dead socket: found and said, and intake is back through the check once the line is', async () => {
    const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
    await anna.takeCalls();
    // No new socket meanwhile: one that is taken and then silent is the gateway's own test.
    Object.assign(world.stack.gateway.faults, { silent: true, refuseSockets: 'http' });
    await anna.page.getByText('Связь прервалась, восстанавливаем').waitFor({ timeout: FOUND_MS });
    expect(await anna.line()).not.toBe('Прием звонков разрешен');
    calm();
    await anna.sees('Прием звонков разрешен', FOUND_MS);
    await caller.call();
    await anna.sees('Входящий звонок');
    await anna.click('Отклонить');
  });

  test('R22 a sleeping tab: the offer passes on by its time-out, the desk shows nobody there, and waking says what was', async () => {
    const [anna, boris, caller] = await Promise.all([world.operator(NORTH.first), world.operator(NORTH.second), world.caller()]);
    await anna.takeCalls();
    const wake = await fallAsleep(anna.page);
    await caller.call(undefined, NORTH.number);
    await boris.takeCalls();
    await boris.sees('Входящий звонок');
    await boris.click('Ответить');
    await boris.sees('Разговор с клиентом');
    await until(async () => (await presenceOf(NORTH.first)) === 'offline', 'the desk to see that Anna is gone', FOUND_MS);
    await wake();
    await anna.page.getByText('Вкладка спала').waitFor();
    // The offer that came in her sleep is over: nothing rings, and the next call may come.
    await anna.sees('Прием звонков разрешен');
    await until(async () => (await presenceOf(NORTH.first)) === 'ready', 'the desk to see Anna ready');
    expect(await boris.line()).toBe('Разговор с клиентом');
    await caller.hangUp();
    await boris.sees('Разговор с клиентом завершен');
  });
}
