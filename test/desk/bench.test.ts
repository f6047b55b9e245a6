import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { benchLookUp } from '../../desk/bench/look-up';
import { benchSoak } from '../../desk/bench/soak';
import { machineClock } from '../../desk/clock';
import { onBothDatabases } from './support/databases';
import { SAMPLE_KEYS, sampleConfig } from './support/sample-config';
import { createWorld } from './support/world';

onBothDatabases(({ name, open }) => {
  test('the look-up bench finds whom it looks for', async () => {
    const scope = { franchise: 'center', operator: 'op1', supervisor: false };
    const rows = await benchLookUp({ database: await open(), name, customers: 1_000, lookUps: 100, limitMs: 20, config: sampleConfig(), scope });
    expect(rows.map((row) => row.unit)).toEqual(['ms', 'ms']);
  });

  test('a second of the soak: no error, every call saved', async () => {
    const world = await createWorld(await open(), { clock: machineClock });
    await world.desk.app.listen({ port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${(world.desk.app.server.address() as AddressInfo).port}`;
    const operators = ['op1', 'op2'].map((operator) => ({ franchise: 'center', operator }));
    const rows = await benchSoak({ running: { url, desk: world.desk }, keys: SAMPLE_KEYS, operators, callsPerSecond: 10, seconds: 1 });
    const value = (what: string) => rows.find((row) => row.name === what)?.value;
    expect([value('calls served'), value('errors')]).toEqual([10, 0]);
    expect(await world.database.query('select count(*) as n from saves')).toEqual([{ n: 10 }]);
  });
});
