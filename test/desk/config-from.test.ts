import { expect, test } from 'vitest';
import { deskConfigFrom } from '../../desk/config-from';
import { writtenConfig } from './support/written-config';

test.each([
  [undefined, { returnMs: 600_000, flood: null }],
  [{ returnMinutes: 3, floodPerHour: 12 }, { returnMs: 180_000, flood: { calls: 12, withinMs: 3_600_000 } }],
])('what the desk advises on callers comes from the config: %j', (callers, expected) => {
  const config = writtenConfig();
  const [franchise] = Object.values(config.franchises);
  if (franchise && callers) franchise.call = { ...franchise.call, callers };
  const [environment = ''] = Object.keys(config.environments);
  const [read] = Object.values(deskConfigFrom({ config, environment, local: true, accountName: 'a' }).franchises);
  expect(read?.callers).toEqual(expected);
});
