import type { Platform } from '../../../emulator/platform/platform';
import type { SocketPeer } from '../../../emulator/platform/realm/api/web-socket';
import type { RingingLine } from '../../../emulator/platform/lines';
import { limit, type Limit } from './limit';
import { alerting, outgoing, type Run } from './scripts';

/** Plays the telephone 100 and the SIP end that scenarios call. */
function farEnd(act: (line: RingingLine) => void): Run {
  return {
    before: ({ cloud }) => {
      cloud.answerAt('pstn', '100', act);
      cloud.answerAt('sip', 'sip:a@b.test', act);
    },
  };
}

const TOLD = `leg.addEventListener(CallEvents.Failed, function (f) { Logger.write('Failed ' + f.code); });`;

async function unanswered(waitMs: number): Promise<string> {
  const { w } = await alerting(`call.startEarlyMedia(); setTimeout(function () { call.answer(); }, ${waitMs});`, { forMs: 61_000 });
  return w.events.filter(({ kind }) => kind === 'leg.end').map(({ code }) => `ended ${String(code)}`).join() || 'answered';
}

async function legs(count: number): Promise<string> {
  const { said } = await alerting(`for (var i = 0; i < ${count}; i++) { ${outgoing(TOLD)} }`, { ...farEnd(() => undefined), forMs: 1000 });
  return said.join() || 'all ring';
}

/** With the incoming one. */
async function attempts(count: number): Promise<string> {
  const body = `call.answer(); var left = ${count - 1}; (function next() { if (left-- === 0) return; ${outgoing(TOLD)} leg.addEventListener(CallEvents.Failed, next); })();`;
  const { said } = await alerting(body, { ...farEnd((line) => line.reject({ busy: true })), forMs: 5_000 });
  return `${said.filter((text) => text === 'Failed 486').length} busy, ${said.filter((text) => text === 'Failed 403').length} refused`;
}

async function answeredAfter(ms: number): Promise<string> {
  const answer = (w: { clock: { after(delayMs: number, fn: () => void): unknown } }) => (line: RingingLine) => void w.clock.after(ms, () => line.answer());
  const body = `call.answer(); ${outgoing(`${TOLD} leg.addEventListener(CallEvents.Connected, function () { Logger.write('Connected'); });`)}`;
  return (await alerting(body, { before: (w) => w.cloud.answerAt('pstn', '100', answer(w)), forMs: 70_000 })).said.join();
}

/** What the far end gets, or what the log says. */
async function words(send: string): Promise<string> {
  let got = 'nothing';
  const listen = (line: RingingLine) => {
    line.listen({ message: (text) => (got = `${text.length} bytes`), info: ({ body }) => (got = `${body.length} bytes`) });
    line.answer();
  };
  const body = `call.answer(); ${outgoing(`leg.addEventListener(CallEvents.Connected, function () { ${send} });`)}`;
  const { violations } = await alerting(body, { ...farEnd(listen), forMs: 1000 });
  return violations[0] ?? got;
}

/** Headers of an outgoing leg; their names are X-00, X-01, … with ': ' and a line end each. */
async function headers(values: string): Promise<string> {
  const body = `call.answer(); var headers = {}; ${values}.forEach(function (v, at) { headers['X-' + (at + 10)] = v; }); VoxEngine.callSIP('sip:a@b.test', { callerid: '1', headers: headers });`;
  const { violations } = await alerting(body, { ...farEnd(() => undefined), forMs: 1000 });
  return violations.find((text) => !/^Header /.test(text) || /Header X-10 has 201/.test(text)) ?? 'pass';
}

async function refers(count: number): Promise<string> {
  const listen = (line: RingingLine) => {
    line.listen({ refer: () => 486 });
    line.answer();
  };
  const body = `call.answer(); var leg = VoxEngine.callSIP('sip:a@b.test', { callerid: '1' }); var left = ${count};
    leg.addEventListener(CallEvents.TransferFailed, function (f) { if (--left) return again(); Logger.write('TransferFailed ' + f.code); });
    function again() { leg.transferTo({ to: 'sip:c@d.test' }); }
    leg.addEventListener(CallEvents.Connected, again);`;
  return (await alerting(body, { ...farEnd(listen), forMs: 1000 })).said.join();
}

/** One call, so four at a time. */
async function sockets(count: number): Promise<string> {
  const peers: (SocketPeer | null)[] = [];
  const { w } = await alerting(`VoxEngine.allowWebSocketConnections(); call.answer();
    VoxEngine.addEventListener(AppEvents.WebSocket, function (e) { Logger.write('open ' + e.websocket.readyState); });
    VoxEngine.addEventListener(AppEvents.NewWebSocketFailed, function (e) { Logger.write(e.reason); });`, { forMs: 1 });
  const [session] = (w.cloud as Platform).sessions.values();
  const request = { method: 'GET', body: '', headers: {} };
  for (let at = 0; at < count; at++) peers.push(w.cloud.socketToSession(session?.card.accessPath ?? '', request, { send: () => undefined, close: () => undefined }));
  await w.clock.runFor(1);
  return `${peers.filter((peer) => peer !== null).length} open, last: ${w.said.at(-1)}`;
}

async function played(file: { bytes: number; downloadMs: number }): Promise<string> {
  const body = `call.answer(); call.addEventListener(CallEvents.PlaybackFinished, function (p) { Logger.write(p.error || 'played'); }); call.startPlayback('http://127.0.0.1/a.mp3');`;
  return (await alerting(body, { mediaLength: () => ({ lengthMs: 1000, ...file }), forMs: 20_000 })).said.join();
}

async function spoken(characters: number): Promise<string> {
  const body = `call.answer(); call.addEventListener(CallEvents.PlaybackFinished, function (p) { Logger.write(p.error || 'spoken'); }); call.say('x'.repeat(${characters}));`;
  return (await alerting(body, { forMs: 200_000 })).said.join();
}

const message = (bytes: number) => words(`leg.sendMessage('x'.repeat(${bytes}));`);
const info = (bytes: number) => words(`leg.sendInfo('text/plain', 'x'.repeat(${bytes}));`);
const size = (bytes: number) => played({ bytes, downloadMs: 100 });
const download = (downloadMs: number) => played({ bytes: 1000, downloadMs });
const TEN_MB = 10 * 1024 * 1024;

export const LIMITS_OF_CALLS: Record<string, Limit> = {
  'unanswered inbound': limit(unanswered, [59_999, 'answered'], [60_001, 'ended 408']),
  'REFER': limit(refers, [10, 'TransferFailed 486'], [11, 'TransferFailed 403']),
  'header field': limit(headers, [`['x'.repeat(200)]`, 'pass'], [`['x'.repeat(201)]`, 'Header X-10 has 201 bytes, the limit is 200']),
  // A name of four characters, ': ' and the end of the line: 8 bytes beside each value.
  'headers': limit(
    headers,
    [`Array.from({ length: 20 }, function (_, at) { return 'x'.repeat(at ? 196 : 195 + 16); })`, 'pass'],
    [`Array.from({ length: 20 }, function () { return 'x'.repeat(197); })`, 'Headers have 4100 bytes together, the limit is 4095'],
  ),
  'packet': limit(
    headers,
    [`['x'.repeat(307192)]`, 'Headers have 307200 bytes together, the limit is 4095'],
    [`['x'.repeat(307193)]`, 'A SIP packet of 307201 bytes, the limit is 307200'],
  ),
  'attempts': limit(attempts, [50, '49 busy, 0 refused'], [51, '49 busy, 1 refused']),
  'unanswered legs': limit(legs, [9, 'all ring'], [10, 'Failed 403']),
  'no answer': limit(answeredAfter, [59_999, 'Connected'], [60_001, 'Failed 408']),
  'message': limit(message, [8192, '8192 bytes'], [8193, 'Call.sendMessage() with 8193 bytes, the limit is 8192']),
  'info': limit(info, [8192, '8192 bytes'], [8193, 'Call.sendInfo() with 8193 bytes, the limit is 8192']),
  'incoming web sockets': limit(sockets, [4, '4 open, last: open open'], [5, '4 open, last: Exceeded the limit of 4 incoming web sockets']),
  'speech': limit(spoken, [1500, 'spoken'], [1501, 'Text of 1501 characters, the limit is 1500']),
  'audio size': limit(size, [TEN_MB, 'played'], [TEN_MB + 1, `A file of ${TEN_MB + 1} bytes, the limit is ${TEN_MB}`]),
  'audio download': limit(download, [12_000, 'played'], [12_001, 'The file did not arrive within 12 s']),
};
