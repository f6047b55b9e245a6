import { expect, test } from 'vitest';
import { createRouteTable } from '../../desk/routes/table';
import { onPglite } from './support/databases';
import { createWorld } from './support/world';

onPglite(({ open }) => {
  test('who may ask which route stands in a list, and an operator is refused what is for supervisors', async () => {
    const world = await createWorld(await open());
    const routes = Object.entries(createRouteTable(world.desk.services)).map(([route, { access }]) => ({ route, access }));
    await expect(routes.map(({ route, access }) => `${access} ${route}\n`).sort().join('')).toMatchFileSnapshot(`${import.meta.dirname}/access.txt`);
    const operator = await world.signIn('op1');
    const refused = routes.filter(({ access }) => access === 'supervisor');
    expect(refused.length).toBeGreaterThan(3);
    for (const { route } of refused) {
      const [method, path] = route.split(' ');
      const payload = method === 'GET' ? {} : { payload: {} };
      const { statusCode } = await operator.raw({ method: method, url: path?.replace(/:\w+/g, '1') ?? '', ...payload });
      expect(`${statusCode} ${route}`).toBe(`403 ${route}`);
    }
  });
});
