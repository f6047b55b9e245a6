import { describe, expect, it } from 'vitest';
import { LIMIT_ROWS } from '../../../emulator/ledger/limit-rows';
import { LIMITS_OF_CALLS } from './of-calls';
import { LIMITS_OF_SCRIPTS } from './of-scripts';
import type { Limit } from './limit';

const limits: Record<string, Limit> = { ...LIMITS_OF_SCRIPTS, ...LIMITS_OF_CALLS };

it('[1.6] every limit is here, but the one of the account', () => {
  expect(Object.keys(limits).sort()).toEqual(LIMIT_ROWS.map(({ key }) => key).filter((key) => key !== 'users').sort());
});

describe.each(Object.entries(limits))('[1.6] %s', (_key, { within, beyond }) => {
  it(`${within.what}: ${within.gives}`, async () => {
    expect(await within.seen()).toBe(within.gives);
  });

  it(`${beyond.what}: ${beyond.gives}`, async () => {
    expect(await beyond.seen()).toBe(beyond.gives);
  });
});
