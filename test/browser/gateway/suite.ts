import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launch } from '../support/browser';
import { createGatewayWorld, type GatewayWorld } from './world';

/** One browser and one gateway for all that one `.test.ts` gathers; each test gets pages of its own. */
export interface Suite {
  browser: Browser;
  world: GatewayWorld;
}

let opened: Suite | null = null;

export function useGateway(): Suite {
  opened ??= open();
  return opened;
}

function open(): Suite {
  const suite = {} as Suite;
  beforeAll(async () => {
    [suite.browser, suite.world] = await Promise.all([launch(), createGatewayWorld()]);
  });
  afterEach(async ({ task }) => {
    await suite.world.evidence.keep(task);
    await suite.world.closePages();
    // Whatever was tried: nothing was to leave this machine.
    expect(suite.world.gateway.violations).toEqual([]);
  });
  afterAll(async () => {
    await suite.browser.close();
    await suite.world.close();
  });
  return suite;
}
