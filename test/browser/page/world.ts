import { hearsSomething } from '../support/audio';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import type { QueueEngineName } from '../../../contracts/call-events';
import { launch } from '../support/browser';
import { createEvidence, type Evidence } from '../support/evidence';
import { openCaller, type CallerPage } from './caller-page';
import { openOperator, type Opening, type OperatorPage } from './operator-page';
import { NUMBER, openStack, type Stack, type StackOptions } from './stack';

/** A franchise of the stack: who answers there, and which number is dialled. */
export interface Place { franchise: string; number: string; first: string; second: string }
export const CENTER: Place = { franchise: 'center', number: NUMBER, first: 'op1', second: 'op2' };
/** Here a ring is as short as it may be, for tests that wait for its end. */
export const NORTH: Place = { franchise: 'north', number: '78121234567', first: 'op4', second: 'op5' };

export interface PageWorld {
  stack: Stack;
  browser: Browser;
  evidence: Evidence;
  /** `prepare`: runs before the page loads. */
  operator(name: string, prepare?: Opening['prepare']): Promise<OperatorPage>;
  caller(): Promise<CallerPage>;
  /** Anna takes calls, a caller dials, it rings at her. */
  ringing(place?: Place): Promise<{ anna: OperatorPage; caller: CallerPage }>;
  /** And they talk. */
  talking(): Promise<{ anna: OperatorPage; caller: CallerPage }>;
}

/** One stack and one browser for the tests of a file; every page is closed after its test. */
export function useWorld(engine: QueueEngineName, change?: StackOptions['change']): PageWorld {
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
  const opened: { close(): Promise<void> }[] = [];
  const evidence = createEvidence();
  const world = { evidence } as PageWorld;
  const keep = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const page = await opening;
    opened.push(page);
    return page;
  };
  beforeAll(async () => {
    [world.stack, world.browser] = await Promise.all([openStack({ engine, evidence, ...(change && { change }) }), launch()]);
  });
  afterEach(async ({ task }) => {
    await evidence.keep(task);
    // Signed out first: whoever only vanishes counts as there for the grace of row 133, and the next test's caller waits for him.
    world.stack.gateway.kick();
    await Promise.all(opened.splice(0).map((page) => page.close()));
  });
  afterAll(async () => {
    await world.browser.close();
    await world.stack.close();
  });
  world.operator = (name, prepare) => keep(openOperator(world.browser, world.stack, { operator: name, evidence, ...(prepare && { prepare }) }));
  world.caller = () => keep(openCaller(world.browser, world.stack, evidence));
  world.ringing = async ({ first, number } = CENTER) => {
    const [anna, caller] = await Promise.all([world.operator(first), world.caller()]);
    await anna.takeCalls();
    await caller.call(undefined, number);
    await anna.sees('Входящий звонок');
    return { anna, caller };
  };
  world.talking = async () => {
    const pages = await world.ringing();
    await pages.anna.click('Ответить');
    await pages.anna.sees('Разговор с клиентом');
    // Bridged, that is: until then the caller hears music, and an operator who hangs up has talked to nobody.
    await hearsSomething(pages.anna.page);
    return pages;
  };
  return world;
}
