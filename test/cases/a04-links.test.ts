import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DeskConfig } from '../../desk/config';
import { TICKET_MS } from '../../desk/sign-in/tickets';
import { onBothDatabases, onPglite } from '../desk/support/databases';
import { SAMPLE_KEYS, sampleConfig, sampleFranchise } from '../desk/support/sample-config';
import { createWorld, type World } from '../desk/support/world';
import { runPage, settled } from './support/page-in-node';

/** Real requests, on a machine that may be busy. */
const WITHIN = { timeout: 20_000 };

const use = async (world: World, ticket: string) =>
  world.desk.app.inject({ method: 'POST', url: '/api/session/from-ticket', payload: { ticket } });
const as = async (world: World, bearer: string) =>
  (await world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${bearer}` } })).statusCode;

onBothDatabases(({ open }) => {
  test('A4 a ticket signs in once, as the operator who asked for it', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op4');
    const { ticket } = (await page.ask('POST /api/session/ticket')).body;
    const answers = await Promise.all([use(world, ticket), use(world, ticket), use(world, ticket)]);
    const entered = answers.filter(({ statusCode }) => statusCode === 200);
    expect(entered).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode !== 200).map((answer) => answer.json<{ code: string }>().code)).toEqual(['signed-out', 'signed-out']);
    const { session } = entered[0]?.json<{ session: string }>() ?? { session: '' };
    const me = await world.desk.app.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${session}` } });
    expect(me.json()).toMatchObject({ operator: 'op4', franchise: { name: 'north' } });
    // The page that asked goes on with its own session.
    expect(await as(world, page.session)).toBe(200);
  });
});

onPglite(({ open }) => {
  test('A4 a ticket is over after a minute, also where time was set back since', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const late = (await page.ask('POST /api/session/ticket')).body;
    expect(late.expiresInMs).toBe(TICKET_MS);
    world.clock.advance(TICKET_MS);
    expect((await use(world, late.ticket)).statusCode).toBe(401);
    await world.database.query('update sessions set expires_at = expires_at + 86400000');
    expect((await use(world, late.ticket)).statusCode).toBe(401);
  });

  test('A4 a ticket is no session, and ends with those of its operator', async () => {
    const world = await createWorld(await open());
    const page = await world.signIn('op1');
    const { ticket } = (await page.ask('POST /api/session/ticket')).body;
    expect(await as(world, ticket)).toBe(401);
    expect((await world.desk.app.inject({ method: 'GET', url: '/api/me', cookies: { desk_session: ticket } })).statusCode).toBe(401);
    await world.database.query("delete from sessions where operator = 'op1'");
    expect((await use(world, ticket)).statusCode).toBe(401);
    expect(world.logged()).not.toContain(ticket);
  });

  const customer = { id: 'c 1', name: 'Анна', numbers: [], pageUrl: null };

  test('A4 an embedded page leads its windows on with a ticket; a page of the ERP needs none', async () => {
    const { page, went } = await embedded(await createWorld(await open()));
    expect(page.links.open({ ...customer, pageUrl: 'https://erp.example/1' })).toBe(false);
    expect(page.links.open(customer)).toBe(true);
    await vi.waitFor(() => expect(went).toEqual([expect.stringMatching(/\/#\/customers\/c%201\?ticket=[\w-]{43}$/)]), WITHIN);
  });

  test('A4 a desk that cannot be reached is said, and no empty window stays', async () => {
    const world = await createWorld(await open());
    const { page, went } = await embedded(world);
    world.desk.app.server.close();
    world.desk.app.server.closeAllConnections();
    page.links.open(customer);
    await vi.waitFor(() => expect(kinds(page)).toContain('window-unreachable'), WITHIN);
    expect(went).toEqual(['closed']);
  });

  test('A4 a sign-in that is over is another sentence', async () => {
    const world = await createWorld(await open());
    const { page } = await embedded(world);
    await world.database.query('delete from sessions');
    const { op1: _gone, ...operators } = world.config.operators;
    Object.assign(world.config, { operators });
    page.links.open(customer);
    await vi.waitFor(() => expect(kinds(page)).toContain('window-forbidden'), WITHIN);
  });

  test('A4 an ERP that was down when the page was loaded gives its form when it is asked for', async () => {
    const erp = await erpWithForm();
    const world = await createWorld(await open(), { config: withErp(erp.url), keys: { ...SAMPLE_KEYS, erpApi: { center: 'erp-bearer' } } });
    const { page, went } = await embedded(world);
    expect(page.state().profile?.customers).toEqual({ source: 'erp', creationUrl: null });
    erp.isUp = true;
    page.dispatch({ type: 'window.failed', why: 'blocked', creation: { number: '+79161234567', callId: '7' } });
    page.dispatch({ type: 'user.openCreation' });
    await vi.waitFor(() => expect(went).toEqual(['https://erp.example/new?tel=%2B79161234567&call=7']), WITHIN);
  });
});

/** A page that is signed in by bearer, in a browser that opens every window; `went`: where they were led. */
async function embedded(world: World) {
  const went: string[] = [];
  const { page } = await runPage(world, 'op1');
  onTestFinished(async () => {
    // An answer that comes while the desk closes would hold it up.
    await settled(world);
    page.stop();
  });
  const opened = { closed: false, opener: {}, close: () => went.push('closed'), location: { replace: (url: string) => went.push(url) } };
  Object.assign(window, { open: () => opened });
  await vi.waitFor(() => expect(page.state().profile).not.toBeNull(), WITHIN);
  return { page, went };
}

const kinds = (page: Awaited<ReturnType<typeof embedded>>['page']) => page.state().notices.map(({ kind }) => kind);

function withErp(url: string): DeskConfig {
  return sampleConfig({ franchises: { center: sampleFranchise('center', '+74951234567', { customers: { source: 'erp', url } }) } });
}

async function erpWithForm() {
  const erp = { url: '', isUp: false };
  const server = createServer((_request, response) => {
    response.writeHead(erp.isUp ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ api: 'vox-desk-erp', version: 1, creationUrl: 'https://erp.example/new?tel={number}&call={call}' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  erp.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return erp;
}
