import { expect, onTestFinished, test, vi } from 'vitest';
import { connectionLine, lineDetail } from '../../operator/state';
import { onPglite } from '../desk/support/databases';
import { createWorld } from '../desk/support/world';
import { runPage, settled } from './support/page-in-node';

onPglite(({ open }) => {
  test('R58 a refused page is named once in the log, with the line that lets it in', async () => {
    const world = await createWorld(await open());
    const ask = (origin: string, host = 'desk.example') => world.desk.app.inject({
      method: 'OPTIONS', url: '/api/session', headers: { host, origin, 'access-control-request-method': 'POST' } });
    for (const origin of ['https://erp.example:8443', 'https://erp.example:8443', 'https://center.example', 'https://desk.example']) await ask(origin);
    const told = world.logged().split('\n').filter((line) => line.includes('is refused'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("franchises.center|north.desk = { origins: ['https://erp.example:8443'] }");
  });

  test('R58 made-up origins neither fill the log nor write into it', async () => {
    const world = await createWorld(await open());
    for (let index = 0; index < 60; index++) {
      await world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { origin: `https://made-up-${index}.example` } });
    }
    await world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { origin: "https://x.example'], secret: ['" } });
    expect(world.logged().split('is refused')).toHaveLength(21);
    expect(world.logged()).not.toContain('secret');
  });

  test('R58 a page of another franchise is told that it is refused, and the log names its own franchise', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const answer = await page.raw({ method: 'GET', url: '/api/me', headers: { origin: 'https://north.example' } });
    expect(answer.json()).toMatchObject({ code: 'forbidden' });
    expect(world.logged()).toContain("franchises.center.desk = { origins: ['https://north.example'] }");
  });

  test('R58 a desk that is there and refuses the page is no lost connection', async () => {
    const world = await createWorld(await open());
    const { page } = await runPage(world, 'op1');
    onTestFinished(async () => {
      await settled(world);
      page.stop();
    });
    // As a browser does with a page that is not let in: only what asks for no answer gets through.
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (init.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      return fetch(url, init);
    });
    await vi.waitFor(() => expect(connectionLine(page.state())).toEqual({ line: 'paused', reason: { kind: 'origin' } }), { timeout: 5_000 });
    expect(lineDetail(page.state())).toEqual({ kind: 'origin' });
    vi.stubGlobal('fetch', fetch);
  });
});
