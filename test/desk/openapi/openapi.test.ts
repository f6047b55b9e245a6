import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRouteTable } from '../../../desk/routes/table';
import { ROOT } from '../../architecture/sources';
import { onPglite } from '../support/databases';
import { createWorld } from '../support/world';
import { describeRoutes } from './document';

const FILE = path.join(ROOT, 'desk/openapi.json');

onPglite(({ open }) => {
  test('the document is what routes and contract say; UPDATE_OPENAPI=1 writes it anew', async () => {
    const { desk } = await createWorld(await open());
    const written = `${JSON.stringify(describeRoutes(createRouteTable(desk.services)), null, 1)}\n`;
    if (process.env['UPDATE_OPENAPI']) writeFileSync(FILE, written);
    expect(readFileSync(FILE, 'utf8')).toBe(written);
    // It is served as it stands there, to anybody.
    const served = await desk.app.inject({ method: 'GET', url: '/openapi.json' });
    expect([served.statusCode, served.json()]).toEqual([200, JSON.parse(written)]);
  });
});
