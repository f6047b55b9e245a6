import type { WireAnswer } from '../../../emulator/platform/http/wire';
import { world } from '../platform/world';
import { limit, type Limit } from './limit';
import { alerting, type Run } from './scripts';

/** The error, or what the scenario said last. */
async function outcome(body: string, run: Run = {}): Promise<string> {
  const { error, said } = await alerting(`${body} Logger.write('goes on'); call.reject(486);`, run);
  return error ?? said.at(-1) ?? '';
}

async function caught(body: string): Promise<string> {
  return (await alerting(`(async function () { try { ${body} } catch (error) { Logger.write(error.message); } call.reject(486); })();`)).said.join();
}

async function lastsMs(body: string): Promise<string> {
  const { w } = await alerting(body);
  const at = (kind: string) => w.events.find((event) => event.kind === kind)?.atMs ?? 0;
  return `${(at('session.end') - at('leg.end')) / 1000} s`;
}

/** How many of so many requests wait after the moment in which all were made. */
async function asked(count: number): Promise<string> {
  let sent = 0;
  const wire = (): WireAnswer => (sent++, { status: 200, delayMs: 1000 });
  const { error } = await alerting(`for (var i = 0; i < ${count}; i++) Net.httpRequest('http://127.0.0.1/', function () {});`, { wire, forMs: 500 });
  return error ?? `${count - sent} wait`;
}

async function mailed(count: number): Promise<string> {
  const body = `for (var i = 0; i < ${count}; i++) Net.sendMail('mail.test', 'a@b.test', 'c@d.test', 'title', 'body', function (r) { Logger.write(String(r.code)); });`;
  const { error, w } = await alerting(body, { httpLatencyMs: 100, forMs: 50 });
  return error ?? `${count - w.events.filter(({ kind }) => kind === 'mail').length} wait`;
}

async function scriptOf(characters: number): Promise<string> {
  const w = world('//' + 'x'.repeat(characters - 2));
  w.dial();
  await w.clock.runUntilIdle();
  return w.cloud.history[0]?.finishReason ?? '';
}

const MB = 1024 * 1024;
const kept = async (megabytes: number) =>
  (await outcome(`kept = new Array(${megabytes} * 131072).fill(1.5);`)).replace(/memory: [\d.]+ MB/, 'memory: more');
const put = (item: string) => caught(`await ApplicationStorage.put(${item}); Logger.write('kept');`);

export const LIMITS_OF_SCRIPTS: Record<string, Limit> = {
  'idle': limit(lastsMs, ['call.reject(486)', '60 s'], ['call.reject(486); setTimeout(function () { VoxEngine.terminate(); }, 59999)', '59.999 s']),
  'idle with ACD': limit(
    lastsMs,
    [`VoxEngine.enqueueACDRequest('acd', '1', { priority: 1 }); call.reject(486); setTimeout(function () { VoxEngine.terminate(); }, 7199999)`, '7199.999 s'],
    [`VoxEngine.enqueueACDRequest('acd', '1', { priority: 1 }); call.reject(486)`, '7200 s'],
  ),
  'script': limit(scriptOf, [262_144, 'Normal termination'], [262_145, 'JS session error']),
  'heap': limit(kept, [12, 'goes on'], [17, 'out of memory: more of heap, the limit is 16 MB']),
  'string': limit(
    (characters: number) => caught(`var half = 'x'.repeat(4194303); var whole = half + half + 'x'.repeat(${characters} - 8388606); Logger.write('made'); [whole].join(''); 'y'.concat(whole.slice(1)); Net.httpRequest('http://127.0.0.1/', function () {}, { postData: whole }); Logger.write('sent');`),
    [8_388_607, 'made,sent'], [8_388_608, 'made,allocation size overflow: a string of 8388608 characters, the limit is 8388607'],
  ),
  'callback': limit((body: string) => outcome(body, { endlessMs: 1_000 }), ['for (var i = 0; i < 1000; i++);', 'goes on'], ['for (;;);', 'A callback ran longer than 1 s']),
  'timers': limit(
    (count: number) => outcome(`for (var i = 0; i < ${count}; i++) setTimeout(function () {}, 10);`),
    [100, 'goes on'], [101, 'Exceeded the limit of 100 active timers'],
  ),
  'players': limit(
    (count: number) => outcome(`for (var i = 0; i < ${count}; i++) VoxEngine.createURLPlayer('http://127.0.0.1/a.mp3');`),
    [10, 'goes on'], [11, 'Exceeded the limit of 10 media players'],
  ),
  'HTTP active': limit(asked, [3, '0 wait'], [4, '1 wait']),
  'HTTP outstanding': limit(asked, [35, '32 wait'], [36, 'Exceeded the HTTP connection count limit!']),
  'mail active': limit(mailed, [2, '0 wait'], [3, '1 wait']),
  'mail outstanding': limit(mailed, [10, '8 wait'], [11, 'Exceeded the SMTP connection count limit!']),
  'HTTP body': limit(
    async (bytes: number) => {
      const wire = (): WireAnswer => ({ status: 200, body: 'x'.repeat(bytes) });
      return (await alerting(`Net.httpRequest('http://127.0.0.1/', function (a) { Logger.write(String(a.code)); call.reject(486); });`, { wire })).said.join();
    },
    [2 * MB, '200'], [2 * MB + 1, '-9'],
  ),
  'log': limit(
    async (characters: number) => String((await alerting(`Logger.write('x'.repeat(${characters})); call.reject(486);`)).said[0]?.length),
    [15_000, '15000'], [15_001, '15000'],
  ),
  'session customData': limit(
    (bytes: number) => outcome(`VoxEngine.customData('x'.repeat(${bytes}));`),
    [200, 'goes on'], [201, 'customData of 201 bytes, the limit is 200'],
  ),
  'call customData': limit(
    (bytes: number) => outcome(`call.customData('x'.repeat(${bytes}));`),
    [200, 'goes on'], [201, 'customData of 201 bytes, the limit is 200'],
  ),
  'storage key': limit(put, [`'k'.repeat(200), 'v', 0`, 'kept'], [`'k'.repeat(201), 'v', 0`, 'A key of 201 characters, expected 1 to 200']),
  'storage value': limit(put, [`'k', 'v'.repeat(2000), 0`, 'kept'], [`'k', 'v'.repeat(2001), 0`, 'A value of 2001 characters, the limit is 2000']),
  'storage ttl': limit(put, [`'k', 'v', 7776000`, 'kept'], [`'k', 'v', 7776001`, 'Expected a ttl of 0 to 7776000 s, got 7776001']),
};
