import { expect, test } from 'vitest';
import { Mistake } from '../../contracts/desk-failures';
import { newCall, queued } from '../desk/support/calls';
import { onPglite } from '../desk/support/databases';
import { createWorld } from '../desk/support/world';

const ADDRESS = 'http://127.0.0.1/secret-address.mp3';
const OVER = { kind: 'ended', atMs: 9_000, reason: 'voicemail', detail: 'recorded', by: 'caller', waitMs: 1, talkMs: 0, operator: null } as const;

type Headers = Record<string, string>;
interface Row { what: string; answer: () => Response; status: number; headers?: Record<string, string | undefined>; body?: string; logs?: string }

const sound = (headers: Headers, status = 200) => () => new Response('sound', { status, headers });
const fails = (error: Error) => () => { throw error; };
const ROWS: Row[] = [
  {
    what: 'what a player needs is passed on, and nothing else', status: 200, body: 'sound',
    answer: sound({ 'content-type': 'audio/ogg', 'content-length': '5', 'accept-ranges': 'bytes', 'last-modified': 'then', etag: '"e"', 'set-cookie': 'a=b', server: 'storage' }),
    headers: {
      'content-type': 'audio/ogg', 'content-length': '5', 'accept-ranges': 'bytes', 'last-modified': 'then', etag: '"e"', 'set-cookie': undefined, server: undefined,
      'content-disposition': 'inline', 'cache-control': 'private, no-store',
    },
  },
  { what: 'a part', answer: sound({ 'content-type': 'audio/x-wav', 'content-range': 'bytes 0-4/9' }, 206), status: 206, headers: { 'content-type': 'audio/x-wav', 'content-range': 'bytes 0-4/9' } },
  { what: 'a part that there is not', answer: sound({ 'content-range': 'bytes */9' }, 416), status: 416, headers: { 'content-range': 'bytes */9' } },
  { what: 'the length of what was packed', answer: sound({ 'content-encoding': 'gzip', 'content-length': '3' }), status: 200, headers: { 'content-length': undefined } },
  ...['text/html', 'audio/mpeg; x', 'xaudio/mpeg', ''].map((type): Row => ({ what: `the type "${type}"`, answer: sound({ 'content-type': type }), status: 200, headers: { 'content-type': 'audio/mpeg' } })),
  { what: 'silence', answer: () => new Response(null, { status: 200 }), status: 200, body: '' },
  { what: 'gone', answer: sound({}, 404), status: 404, body: 'The storage no longer has this recording.' },
  { what: 'refused', answer: sound({}, 403), status: 503, body: 'The storage of recordings refused.', logs: '"status":403,"msg":"the storage refused a recording"' },
  { what: 'a fault on the way', answer: fails(new TypeError(`failed: ${ADDRESS}`, { cause: Object.assign(new Error(ADDRESS), { code: 'ECONNREFUSED' }) })), status: 503,
    body: 'The storage of recordings did not answer.', logs: '"why":"TypeError","code":"ECONNREFUSED","msg":"a recording could not be fetched"' },
  { what: 'what this desk cannot do', answer: fails(new Mistake('No key is here.')), status: 503, body: 'No key is here.' },
];

onPglite(({ open }) => {
  test('A40 what the storage answers, and what a player hears of it', async () => {
    let answer = (): Response => new Response();
    const asked: (string | null)[] = [];
    const recordFetch: typeof fetch = async (_url, init) => {
      asked.push(new Headers(init?.headers).get('range'));
      return answer();
    };
    const world = await createWorld(await open(), { recordFetch });
    await world.post(queued(newCall({ callId: '1', startedAtMs: world.clock.now() })).tell({ ...OVER, records: [ADDRESS] }).batch());
    const page = await world.signIn('op1');
    const { body: { url } } = await page.ask('POST /api/calls/:callId/recordings/:index/link', { params: { callId: '1', index: '0' } });
    const listen = (headers: Headers = {}) => world.desk.app.inject({ method: 'GET', url, headers });
    for (const row of ROWS) {
      answer = row.answer;
      const before = world.logged().length;
      const heard = await listen();
      const said = heard.statusCode >= 400 && heard.statusCode !== 416 ? heard.json<{ message: string }>().message : heard.body;
      expect([row.what, heard.statusCode, row.body === undefined ? undefined : said]).toEqual([row.what, row.status, row.body]);
      for (const [name, value] of Object.entries(row.headers ?? {})) expect(heard.headers[name], `${row.what}: ${name}`).toBe(value);
      const logged = world.logged().slice(before);
      if (row.logs) expect(logged).toContain(row.logs);
      expect(logged).not.toContain('secret-address');
    }
    asked.length = 0;
    answer = () => new Response('sound');
    for (const range of ['bytes=0-1', 'bytes=5-', 'bytes=-5', 'bytes=0-1,3-4', 'items=0-1', 'xbytes=0-1']) await listen({ range });
    expect(asked).toEqual(['bytes=0-1', 'bytes=5-', 'bytes=-5', null, null, null]);
    await world.database.query("update calls set records = '[]'");
    expect([(await listen()).statusCode, (await listen()).json()]).toEqual([404, { code: 'not-found', message: 'There is no such recording.' }]);
    await world.database.query('delete from calls');
    expect((await listen()).statusCode).toBe(404);
  });
});
