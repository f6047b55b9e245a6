import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { DatabaseDown, DatabaseReadOnly } from '../../contracts/desk-failures';
import type { ReadEvent } from '../../contracts/call-events';
import { createBreaker } from '../../desk/directory/breaker';
import { DirectoryDown } from '../../desk/directory/port';
import { ApiError, toApiError } from '../../desk/http/errors';
import { contentSecurityPolicy } from '../../desk/http/csp';
import { createLog, describeError } from '../../desk/http/log';
import { rateStore } from '../../desk/http/rate-store';
import * as schemas from '../../desk/http/schemas';
import { isForeignRequest, isOwnOrigin, readSession } from '../../desk/http/session-token';
import { asKnown, readBatch } from '../../desk/journal/event-schema';
import { projectCall, type ReportedOffer } from '../../desk/journal/project';
import { isSessionUrl } from '../../desk/journal/session-hosts';
import { createHub, type LivePage } from '../../desk/live/hub';
import { readPageMessage } from '../../desk/live/messages';
import { readField } from '../../desk/lookup/number';
import { createRecordingLinks, LINK_MS } from '../../desk/recordings/links';
import { fetchRecording } from '../../desk/recordings/storage';
import { createSeal } from '../../desk/journal/seal';
import { createManualClock } from '../desk/support/manual-clock';
import { sampleConfig } from '../desk/support/sample-config';
import { brief, changed } from '../support/brief';

/** Lines of a table that is recorded beside this file; a change that is meant is recorded by `vitest -u`. */
const recorded = (name: string, lines: readonly string[]) => expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`recorded/a40-${name}.txt`);

type Plain = ReadEvent extends infer E ? (E extends ReadEvent ? Omit<E, 'id' | 'callId' | 'seq'> : never) : never;
const offer = (offerId: string, operator: string) => ({ offerId, operator });
const to = { operator: 'op2' };
const over = { waitMs: 7, talkMs: 9, by: 'caller' as const };
/** One of each event that a call tells, and of each kind of end. */
const EVENTS: Record<string, Plain> = {
  'started in': { kind: 'started', atMs: 0, franchise: 'center', from: '+79161234567', fromRaw: '79161234567', to: '+74951234567', startedAt: '2026-03-10T09:00:00.000Z' },
  'started out': {
    kind: 'started', atMs: 0, franchise: 'center', from: null, fromRaw: 'op1', to: '+79161234567', startedAt: '2026-03-10T09:00:00.000Z', direction: 'out', operator: 'op1', callbackOf: '7',
  },
  queued: { kind: 'queued', atMs: 1_000, engine: 'acd', queue: 'center', priority: 1, round: 0 },
  'queued again': { kind: 'queued', atMs: 30_000, engine: 'acd', queue: 'center', priority: 1, round: 1 },
  'offered a': { kind: 'offered', atMs: 2_000, ...offer('a', 'op1') },
  'offered b': { kind: 'offered', atMs: 12_000, ...offer('b', 'op2') },
  'rejected a': { kind: 'offerEnded', atMs: 3_000, ...offer('a', 'op1'), cause: 'rejected' },
  'unknown a': { kind: 'offerEnded', atMs: 3_000, ...offer('a', 'op1'), cause: 'unknown' },
  'answered a': { kind: 'answered', atMs: 5_000, ...offer('a', 'op1') },
  'bridged a': { kind: 'bridged', atMs: 5_100, ...offer('a', 'op1') },
  'bridged b': { kind: 'bridged', atMs: 40_000, ...offer('b', 'op2') },
  'lost a': { kind: 'operatorLost', atMs: 20_000, ...offer('a', 'op1'), talkMs: 14_900 },
  transferring: { kind: 'transferring', atMs: 21_000, operator: 'op1', to, mode: 'blind' },
  transferred: { kind: 'transferred', atMs: 22_000, operator: 'op1', to },
  'failed to queue': { kind: 'transferFailed', atMs: 23_000, operator: 'op1', to, callerTo: 'queue', cause: 'no-answer' },
  'failed to operator': { kind: 'transferFailed', atMs: 23_000, operator: 'op1', to, callerTo: 'operator', cause: 'no-answer' },
  command: { kind: 'commandResult', atMs: 24_000, commandId: 'c', applied: true, why: 'applied' },
  completed: { kind: 'ended', atMs: 60_000, reason: 'completed', detail: 'talk', operator: 'op1', records: ['r'], ...over },
  dropped: { kind: 'ended', atMs: 60_000, reason: 'dropped', detail: 'operator', operator: null, ...over },
  'dropped by a supervisor': { kind: 'ended', atMs: 60_000, reason: 'dropped', detail: 'supervisor', operator: null, ...over },
  'session lost': { kind: 'ended', atMs: 60_000, reason: 'unserved', detail: 'session-lost', operator: null, ...over },
};
const eventsOf = (names: readonly string[]): ReadEvent[] => names.map((name, index) => ({ ...EVENTS[name], id: `1:${index + 1}`, callId: '1', seq: index + 1 }) as ReadEvent);
const MOMENTS: string[][] = [
  [], ['started in'], ['started in', 'queued'], ['started in', 'queued', 'offered a'], ['started in', 'queued', 'offered a', 'rejected a'],
  ['started in', 'queued', 'offered a', 'unknown a', 'offered b'], ['started in', 'queued', 'offered a', 'answered a', 'bridged a'],
  ['started in', 'queued', 'offered a', 'answered a', 'bridged a', 'offered b'], ['started in', 'queued', 'offered a', 'bridged a', 'lost a'],
  ['started in', 'queued', 'offered a', 'offered b'], ['started out'], ['started in', 'queued', 'completed'], ['bridged a'],
];

describe('A40 what a call’s events are folded into', () => {
  test('every event at every moment', async () => {
    const heard = { firstAtMs: 5, reports: [] };
    await recorded('projection', MOMENTS.flatMap((moment) => {
      const before = projectCall(eventsOf(moment), heard);
      return [`${moment.join(', ') || 'nothing'}: ${brief(before)}`, ...Object.keys(EVENTS).map((name) =>
        `  ${name}: ${brief(changed(before, projectCall(eventsOf([...moment, name]), heard)))}`)];
    }));
  });

  test.each<[string, string[], ReportedOffer[], string]>([
    ['no report', ['offered a', 'unknown a'], [], 'missed'],
    ['none yet', ['offered a'], [], 'null'],
    ['rejected', ['offered a', 'unknown a'], [{ operator: 'op1', offerId: 'a', kind: 'rejected-pass' }], 'rejected'],
    ['rejected unseen', ['offered a', 'unknown a'], [{ operator: 'op1', offerId: null, kind: 'rejected-unseen' }], 'rejected'],
    ['failed', ['offered a', 'unknown a'], [{ operator: 'op1', offerId: null, kind: 'failed' }], 'unreachable'],
    ['missed, said before the end came', ['offered a'], [{ operator: 'op1', offerId: null, kind: 'missed' }], 'missed'],
    ['a ring is no end', ['offered a', 'unknown a'], [{ operator: 'op1', offerId: 'a', kind: 'rang' }, { operator: 'op1', offerId: 'a', kind: 'rejected-pass' }], 'rejected'],
    ['of somebody else', ['offered a', 'unknown a'], [{ operator: 'op2', offerId: null, kind: 'rejected-pass' }], 'missed'],
    ['of another offer', ['offered a', 'unknown a'], [{ operator: 'op1', offerId: 'z', kind: 'rejected-pass' }], 'missed'],
    ['what the engine says counts', ['offered a', 'rejected a'], [{ operator: 'op1', offerId: 'a', kind: 'failed' }], 'rejected'],
    ['two offers, the second report', ['offered a', 'unknown a', 'offered b', 'offered a'], [
      { operator: 'op1', offerId: null, kind: 'rejected-pass' }, { operator: 'op2', offerId: null, kind: 'failed' }, { operator: 'op1', offerId: null, kind: 'failed' }], 'rejected unreachable unreachable'],
  ])('a page’s report of an offer: %s', (...[, names, reports, outcomes]) => {
    expect(projectCall(eventsOf(names), { firstAtMs: 0, reports }).offers.map(({ outcome }) => String(outcome)).join(' ')).toBe(outcomes);
  });
});

describe('A40 what is read of what comes in', () => {
  const WRONG: [string, unknown][] = [['nothing', undefined], ['null', null], ['empty', ''], ['a text', 'x'], ['too long', 'x'.repeat(201)], ['-1', -1], ['1.5', 1.5], ['1e13', 1e13], ['an object', {}]];

  test('every field of every event, with everything that it may not be', async () => {
    const lines = Object.entries(EVENTS).flatMap(([name, event]) => Object.keys(event).map((field) => {
      const given = { ...event, id: '1:1', callId: '1', seq: 1 };
      const taken = WRONG.filter(([, value]) => asKnown({ ...given, [field]: value }) !== undefined).map(([what]) => what);
      return `${name}.${field} takes ${taken.join(', ') || 'none of them'}`;
    }));
    expect(Object.entries(EVENTS).filter(([, event]) => asKnown({ ...event, id: '1:1', callId: '1', seq: 1 }) === undefined)).toEqual([]);
    await recorded('events', [`of ${WRONG.map(([what]) => what).join(', ')}:`, ...lines]);
  });

  test('a batch, whole and broken', async () => {
    const good = { id: '1:1', callId: '1', seq: 1, atMs: 0, kind: 'queued', engine: 'acd', queue: 'q', priority: 0, round: 0 };
    const batch = { version: 1, callId: '1', franchise: 'center', events: [good], accessUrl: 'https://x' };
    const given: Record<string, unknown> = {
      whole: batch, 'a newer version': { ...batch, version: 9 }, 'no version': { ...batch, version: undefined }, 'version 0': { ...batch, version: 0 }, nothing: undefined, text: 'x', list: [],
      'no franchise': { ...batch, franchise: undefined }, 'no events': { ...batch, events: [] }, '501 events': { ...batch, events: Array.from({ length: 501 }, () => good) },
      '500 events': { ...batch, events: Array.from({ length: 500 }, () => good) }, 'a long address': { ...batch, accessUrl: 'x'.repeat(2_001) }, 'an address that is none': { ...batch, accessUrl: 7 },
      'an odd call id': { ...batch, callId: 'a b' }, 'another call': { ...batch, events: [{ ...good, callId: '2' }] }, 'another id': { ...batch, events: [{ ...good, id: '1:2' }] },
      'seq 0': { ...batch, events: [{ ...good, seq: 0, id: '1:0' }] }, 'seq a million': { ...batch, events: [{ ...good, seq: 1_000_000, id: '1:1000000' }] }, 'seq beyond': { ...batch, events: [{ ...good, seq: 1_000_001, id: '1:1000001' }] },
      'one of two': { ...batch, events: [good, { id: 'x' }] }, 'an unknown kind': { ...batch, events: [{ ...good, kind: 'newer', more: 1 }] }, 'NUL and half a pair': { ...batch, events: [{ ...good, queue: 'a\u0000\ud800b' }] },
    };
    await recorded('batches', Object.entries(given).map(([name, value]) => {
      const read = readBatch(value);
      if (typeof read === 'string') return `${name}: ${read}`;
      return `${name}: ${read.batch.events.length} events, the first ${JSON.stringify(read.batch.events[0])}, address ${read.batch.accessUrl}, unread ${read.unread.join('; ') || 'none'}`;
    }));
  });

  test('a field of a page’s request, at its limits', async () => {
    const fields = { id: schemas.id, comment: schemas.comment, number: schemas.number, word: schemas.word(3), day: schemas.day, isoTime: schemas.isoTime, limit: schemas.limit, cursor: schemas.cursor, customerId: schemas.customerId };
    const given = ['', 'a', 'a.b:c-d_e', 'a b', 'abcd', 'x'.repeat(100), 'x'.repeat(101), 'x'.repeat(200), 'x'.repeat(201), 'a\u0000b', '\ud800', '2026-03-10', '2026-13-10', '2026-03-10T09:00:00Z', '2026-03-10T09:00:00',
      '0', '1', '200', '201', '1.5', '5~a', '~a', '5~', '5~a b', null, undefined, 7];
    await recorded('fields', Object.entries(fields).flatMap(([name, schema]) => [`${name}:`, ...given.flatMap((value) => {
      const { success, data } = schema.safeParse(value);
      const shown = typeof value === 'string' && value.length > 50 ? `${value.length} characters` : JSON.stringify(value);
      return success ? [`  takes ${shown}${data === value || (typeof value === 'string' && value.length > 50) ? '' : ` as ${JSON.stringify(data)}`}`] : [];
    })]));
  });

  test('a word on the live channel', () => {
    const said = (value: unknown) => readPageMessage(JSON.stringify(value));
    const taken = [
      { type: 'ping' }, { type: 'hello', session: null, pageId: 'p' }, { type: 'hello', session: 'x'.repeat(200), pageId: 'p', together: true },
      ...['offline', 'off', 'ready', 'ringing', 'talking', 'wrap-up', 'paused'].flatMap((presence) => [{ type: 'presence', presence, callId: null }, { type: 'presence', presence, callId: 'a:1' }]),
    ];
    for (const message of taken) expect(said(message)).toEqual(message);
    // What a newer page says besides is no reason to hear nothing of it.
    expect(said({ type: 'hello', session: null, pageId: 'p', together: false })).toEqual({ type: 'hello', session: null, pageId: 'p' });
    expect(said({ type: 'presence', presence: 'away', callId: null })).toEqual({ type: 'presence', presence: 'away', callId: null });
    const refused = [{}, { type: 'pong' }, { type: 'hello', pageId: 'p' }, { type: 'hello', session: 'x'.repeat(201), pageId: 'p' }, { type: 'hello', session: null, pageId: 'a b' },
      { type: 'presence', presence: 7, callId: null }, { type: 'presence', presence: 'ready' }, { type: 'presence', presence: 'ready', callId: '' }, null, [], 7];
    for (const message of refused) expect(said(message)).toBeUndefined();
    expect(readPageMessage('{')).toBeUndefined();
  });

  test('every notation of a number, and what stands beside it', async () => {
    const fields = ['', ' ', 'Вася', '8 916 123-45-67', '8 916 123-45-67 доб. 12', '8 916 123-45-67 доб 1234567', 'мама 8 916 123 45 67, папа 8 903 765 43 21', '8 916 123-45-67; 12345', '12345', '123456', '1234567', '123-45-67 и 765-43-21',
      '5 9161234567', '89161234567 89037654321', '+7 916 123 45 67 / 89037654321', '8,916,123,45,67', 'tel:+7-916-123-45-67;ext=5', 'sip:79161234567@host', 'sip:anna@host', 'tel:Вася 8 916 123 45 67', '#12 89161234567', '89161234567 #12', 'кв. 5, 89161234567',
      '１２３４５６７', '+49 30 901820', 'т. 8 916 123 45 67', '(495) 123-45-67', '1234567890123456789', '8 916 123-45-67 или 12-34', 'x 1234', '*100# 89161234567', '89161234567 89161234567'];
    await recorded('numbers', fields.map((field) => {
      const { numbers, unread } = readField(field, 'RU');
      return `${JSON.stringify(field)}: ${numbers.map(({ raw, e164, digits, tail, words }) => `${raw} = ${e164 ?? digits} …${tail}${words && ` (${words})`}`).join(' | ') || 'no number'}${unread.length > 0 ? `; unread ${JSON.stringify(unread)}` : ''}`;
    }));
  });
});

describe('A40 who may, and where to', () => {
  test.each<[string, readonly string[], boolean, boolean]>([
    ['https://a.voximplant.com/x', ['voximplant.com'], false, true], ['https://voximplant.com./x', ['voximplant.com'], false, true], ['https://A.VOXIMPLANT.COM/', ['Voximplant.com'], false, true],
    ['https://a.example/', ['*.example'], false, false], ['https://a.b.example/', ['*.b.example'], false, true], ['https://a.b.example/', ['.b.example'], false, true], ['https://com/', ['com'], false, false], ['https://a.com/', ['com'], false, false],
    ['https://10.0.0.1/', ['10.0.0.1'], false, true], ['https://10.0.0.2/', ['10.0.0.1'], false, false], ['https://10.0.0.200/', ['10.0.0.0/24'], false, true], ['https://10.0.1.1/', ['10.0.0.0/24'], false, false],
    ['https://a.10.0.0.1/', ['10.0.0.1'], false, false], ['https://[2001:db8::1]/', ['2001:db8::/32'], false, true], ['https://[2001:db9::1]/', ['2001:db8::/32'], false, false], ['https://[2001:db8::1]/', ['10.0.0.0/8'], false, false],
    ['https://example/', ['10.0.0.0/8'], false, false], ['https://a.example.org/', ['example.org/24'], false, false], ['http://localhost:1/', [], true, true], ['https://[::1]:1/', [], true, true], ['ftp://localhost/', [], true, false],
    ['https://user@a.voximplant.com/', ['voximplant.com'], false, false], ['https://:pw@a.voximplant.com/', ['voximplant.com'], false, false], ['wss://a.voximplant.com/', ['voximplant.com'], false, false], ['http://128.0.0.1/', [], true, false], ['nonsense', ['nonsense'], true, false],
  ])('%s under %j, local %s: %s', (...[address, sessionHosts, local, may]) => expect(isSessionUrl(address, { sessionHosts, local })).toBe(may));

  test('a session that a request shows, and whether another site sent it', () => {
    const token = 'x'.repeat(20);
    const shown = (authorization?: string, cookie?: string) => readSession({ headers: { ...(authorization === undefined ? {} : { authorization }) }, ...(cookie === undefined ? {} : { cookies: { desk_session: cookie } }) });
    expect([shown(`Bearer ${token}`), shown(undefined, token), shown(`Bearer ${token}`, 'y'.repeat(20)), shown(`Bearer ${'x'.repeat(100)}`)?.by, shown(undefined, 'x'.repeat(100))?.by]).toEqual([
      { token, by: 'bearer' }, { token, by: 'cookie' }, { token, by: 'bearer' }, 'bearer', 'cookie']);
    for (const wrong of [`Bearer ${'x'.repeat(19)}`, `Bearer ${'x'.repeat(101)}`, `bearer ${token}`, `Bearer ${token} `, ` Bearer ${token}`, `Bearer ${'я'.repeat(20)}`, '', undefined]) expect(shown(wrong), wrong).toBeUndefined();
    for (const wrong of ['x'.repeat(19), 'x'.repeat(101), `${token} `, '']) expect(shown(undefined, wrong), wrong).toBeUndefined();
    const from = (site: string | undefined, origin: string | undefined) => isForeignRequest({ host: 'desk.example', ...(site ? { 'sec-fetch-site': site } : {}), ...(origin ? { origin } : {}) });
    expect([[undefined, undefined], ['same-origin', undefined], ['none', undefined], ['same-site', undefined], ['cross-site', undefined], [undefined, 'https://desk.example'], [undefined, 'http://desk.example'], [undefined, 'https://evil.example'], [undefined, 'null'], ['same-origin', 'https://evil.example']]
      .map(([site, origin]) => from(site, origin))).toEqual([false, false, false, true, true, false, false, true, true, true]);
    expect(isOwnOrigin({ origin: 'https://desk.example:8', host: 'desk.example' })).toBe(false);
  });

  test('what a browser may load, on this machine and elsewhere', () => {
    const local = contentSecurityPolicy({ config: sampleConfig({ local: true }), connectSources: ['wss://gateway'] });
    const elsewhere = contentSecurityPolicy({ config: sampleConfig({ local: false }), connectSources: [] });
    const own = { 'default-src': ["'self'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'img-src': ["'self'", 'data:'], 'worker-src': ["'self'", 'blob:'], 'object-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'self'"], 'frame-ancestors': ["'none'"] };
    expect(local).toEqual({ ...own, 'media-src': ["'self'", 'blob:', 'data:'], 'connect-src': ["'self'", 'wss://gateway'] });
    const vendor = ['https://*.voximplant.com', 'wss://*.voximplant.com'];
    expect(elsewhere).toEqual({ ...own, 'media-src': ["'self'", 'blob:', 'data:', 'https://*.voximplant.com'], 'connect-src': ["'self'", ...vendor] });
  });

  test.each<[unknown, number, string, RegExp]>([
    [new ApiError('elsewhere', 'There.', 'https://x'), 409, 'elsewhere', /^There\.$/], [new DatabaseReadOnly('full'), 503, 'unavailable', /can save nothing now.*try again in a moment\.$/], [new DatabaseDown(), 503, 'unavailable', /does not answer; try again in a moment\.$/],
    [{ statusCode: 413 }, 413, 'too-large', /larger/], [{ statusCode: 429 }, 429, 'too-many', /wait/], [{ statusCode: 400 }, 400, 'bad-request', /malformed/], [{ statusCode: 499 }, 400, 'bad-request', /malformed/],
    [{ statusCode: 399 }, 500, 'internal', /log says how/], [{ statusCode: 500 }, 500, 'internal', /log says how/], [{ statusCode: '400' }, 500, 'internal', /log/], [new Error('+79161234567'), 500, 'internal', /^The desk failed; its log says how\.$/], [null, 500, 'internal', /log/], ['x', 500, 'internal', /log/],
  ])('%j is answered by %i %s', (...[error, status, code, message]) => {
    const { failure, status: given } = toApiError(error);
    expect([given, failure]).toEqual([status, { code, message: expect.stringMatching(message) as string, ...(code === 'elsewhere' ? { pageUrl: 'https://x' } : {}) }]);
  });

  test('a recording is asked for along known hosts alone, three times at the most, for ten seconds', async () => {
    const clock = createManualClock();
    const asked: { url: string; range: string | null; authorization: string | null }[] = [];
    const answering = (answer: (url: string) => Response | Promise<Response>) => fetchRecording('https://a.voximplant.com/1', { range: 'bytes=0-1', signal: new AbortController().signal }, {
      recordHosts: ['voximplant.com', 'bucket.example'], local: false, authorization: () => 'Bearer t', clock,
      fetch: async (url, init) => {
        const headers = new Headers(init?.headers);
        asked.push({ url: new Request(url).url, range: headers.get('range'), authorization: headers.get('authorization') });
        expect(init?.redirect).toBe('manual');
        init?.signal?.throwIfAborted();
        return Promise.race([answer(new Request(url).url), new Promise<never>((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))]);
      },
    });
    const leadsOn = (to: string) => () => new Response(null, { status: 302, headers: { location: to } });
    expect((await answering(() => new Response('x'))).status).toBe(200);
    await expect(answering(leadsOn('https://evil.example/1'))).rejects.toThrow(/recordHosts/);
    await expect(answering(leadsOn('/again'))).rejects.toThrow(/more than 3 times/);
    expect((await answering((url) => (url.includes('bucket') ? new Response('x') : leadsOn('https://bucket.example/2')()))).status).toBe(200);
    expect((await answering(() => new Response(null, { status: 304 }))).status).toBe(304);
    const silent = answering(() => new Promise<Response>(() => undefined));
    clock.advance(10_000);
    await expect(silent).rejects.toThrow('aborted');
    expect(asked.map(({ url, range, authorization }) => `${url} ${range} ${authorization}`)).toEqual([
      ...Array<string>(2).fill('https://a.voximplant.com/1 bytes=0-1 Bearer t'), 'https://a.voximplant.com/1 bytes=0-1 Bearer t', ...Array<string>(3).fill('https://a.voximplant.com/again bytes=0-1 Bearer t'),
      'https://a.voximplant.com/1 bytes=0-1 Bearer t', 'https://bucket.example/2 bytes=0-1 null', ...Array<string>(2).fill('https://a.voximplant.com/1 bytes=0-1 Bearer t'),
    ]);
  });

  test('a link to a recording opens that recording, for a quarter of an hour of its own time', () => {
    const clock = createManualClock();
    const seal = createSeal('secret');
    const links = createRecordingLinks({ seal, clock });
    const recording = { franchise: 'center', callId: '1', index: 2 };
    const { url, expiresInMs } = links.make(recording, { franchise: 'center', operator: 'op1', supervisor: false });
    const token = url.replace('/api/recordings/', '');
    expect([links.read(token), expiresInMs, LINK_MS, links.read(`${token}AAAA`), links.read(seal.seal('{}', 'another use'))]).toEqual([recording, 900_000, 900_000, undefined, undefined]);
    clock.advance(LINK_MS - 1);
    expect(links.read(token)).toEqual(recording);
    clock.advance(1);
    expect(links.read(token)).toBeUndefined();
    clock.setShared(-LINK_MS - 1);
    expect(links.read(token)).toBeUndefined();
  });
});

describe('A40 what is counted, and what is told', () => {
  test('the log holds no number and no value of a driver’s, in an error, its stack and its causes', () => {
    const lines: string[] = [];
    const log = createLog('info', new Writable({ write: (chunk, _, done) => { lines.push(String(chunk)); done(); } }));
    const cause = Object.assign(new Error('no route to 8 (916) 123-45-67'), { code: 'E1', detail: 'Key (number)=(secret)' });
    const error = new TypeError('call of +79161234567 failed', { cause: new Error('inner 84951234567', { cause }) });
    const described = describeError(error);
    expect(described).toMatchObject({ name: 'TypeError', message: 'call of +7916•••4567 failed', cause: { name: 'Error', message: 'inner 8495•••4567', cause: { name: 'Error', message: 'no route to 8916•••4567', code: 'E1' } } });
    expect([Object.keys(describeError(cause)), describeError(described), describeError('text'), describeError(null)]).toEqual([['name', 'message', 'stack', 'code'], described, { message: 'not an error object' }, { message: 'not an error object' }]);
    log.error({ err: error, req: { headers: { authorization: 'secret' } }, res: { secret: 1 } }, 'said');
    log.error({ error }, 'said');
    log.debug('not said');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { level: 'error', time: expect.any(Number) as number, err: JSON.parse(JSON.stringify(described)) as object, msg: 'said' }, { level: 'error', time: expect.any(Number) as number, error: JSON.parse(JSON.stringify(described)) as object, msg: 'said' }]);
    expect(lines.join()).not.toMatch(/9161234567|4951234567|123-45-67|secret/);
    expect(String(described['stack'])).toContain('a40-desk-pure');
  });

  test('an ERP that fails five times is left alone for ten seconds, then tried by one', async () => {
    const clock = createManualClock();
    const breaker = createBreaker(clock);
    let asked = 0;
    const down = () => breaker.run(async () => { asked++; throw new DirectoryDown('down', 7); }).catch((error: DirectoryDown) => error.retryInMs);
    const up = () => breaker.run(async () => { asked++; return 'up' as const; }).catch((error: DirectoryDown) => error.retryInMs);
    for (let time = 0; time < 4; time++) await down();
    await breaker.run(() => Promise.reject(new Error('a fault of ours'))).catch(() => undefined);
    expect([await up(), asked]).toEqual(['up', 5]);
    for (let time = 0; time < 5; time++) await down();
    clock.advance(4_000);
    expect([await up(), asked]).toEqual([6_000, 10]);
    clock.advance(5_500);
    expect([await up(), asked]).toEqual([1_000, 10]);
    clock.advance(500);
    let goOn = (): void => undefined;
    const tried = breaker.run(() => new Promise<void>((resolve) => { asked++; goOn = resolve; }));
    expect([await up(), asked]).toEqual([1_000, 11]);
    goOn();
    await tried;
    expect([await up(), asked]).toEqual(['up', 12]);
  });

  test('requests are counted for a minute each, by a clock that nobody sets, and the longest unseen is forgotten', () => {
    const clock = createManualClock();
    const store = new (rateStore(clock))({});
    const incr: (key: string, done: (error: Error | null, result?: object) => void, timeWindow: number) => void = store.incr.bind(store);
    const count = (key: string) => {
      let seen: object | undefined;
      incr(key, (_, result) => { seen = result; }, 60_000);
      return seen;
    };
    expect([count('a'), count('a'), count('b')]).toEqual([{ current: 1, ttl: 60_000 }, { current: 2, ttl: 60_000 }, { current: 1, ttl: 60_000 }]);
    clock.advance(59_999);
    expect([count('a'), store.child({} as never)]).toEqual([{ current: 3, ttl: 1 }, expect.anything()]);
    clock.advance(1);
    expect(count('a')).toEqual({ current: 1, ttl: 60_000 });
    for (let index = 0; index < 4_999; index++) count(`other ${index}`);
    expect(count('a')).toEqual({ current: 2, ttl: 60_000 });
    for (let index = 0; index < 5_000; index++) count(`more ${index}`);
    expect(count('a')).toEqual({ current: 1, ttl: 60_000 });
  });

  test('pages are found by operator and franchise; the same page again takes the place of its old channel', () => {
    const hub = createHub();
    const closed: string[] = [];
    const page = (franchise: string, operator: string, pageId: string): LivePage => ({
      scope: { franchise, operator, supervisor: false }, pageId, session: 's', send: () => undefined, sendAll: () => undefined, close: (why) => closed.push(`${operator}/${pageId} ${why}`) });
    const [one, two, other, there] = [page('center', 'op1', 'p'), page('center', 'op1', 'q'), page('center', 'op2', 'p'), page('north', 'op1', 'p')] as const;
    const leave = [one, two, other, there].map((each) => hub.add(each));
    expect([hub.all(), hub.ofFranchise('center'), hub.ofFranchise('nowhere'), hub.ofOperator({ franchise: 'center', operator: 'op1' }), hub.ofOperator({ franchise: 'north', operator: 'op1' }), closed]).toEqual([[one, two, other, there], [one, two, other], [], [one, two], [there], []]);
    const again = page('center', 'op1', 'p');
    hub.add(again);
    leave[1]?.();
    leave[1]?.();
    expect([hub.ofOperator({ franchise: 'center', operator: 'op1' }), closed]).toEqual([[again], ['op1/p replaced']]);
  });
});
