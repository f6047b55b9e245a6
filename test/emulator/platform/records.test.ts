import { afterEach, describe, expect, it } from 'vitest';
import type { Heard } from '../../../emulator/platform/lines';
import { openAccessServer, type AccessServer } from '../../../emulator/platform/access-server';
import { world } from './world';

const RECORDED = `require(Modules.Recorder);
  VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; call.answer();
    call.addEventListener(CallEvents.Connected, function () { BODY }); });`;
const VOICEMAIL = `var recorder = VoxEngine.createRecorder(); call.sendMediaTo(recorder);
  recorder.addEventListener(RecorderEvents.Started, function (e) { Logger.write(e.url); }); setTimeout(function () { recorder.stop(); }, 3000);`;
const WHOLE_CALL = `call.addEventListener(CallEvents.RecordStarted, function (e) { Logger.write(e.url); }); call.record(); call.say('hello');`;

function recorded(body: string) {
  const w = world(RECORDED.replace('BODY', body));
  const heard: (readonly Heard[])[] = [];
  w.cloud.records.writeBy({
    open: () => ({ hear: (now) => heard.push(now), close: () => ({ bytes: Buffer.from('0123456789'), type: 'audio/wav' }) }),
  });
  const caller = w.dial();
  const name = () => /records\/(.*)\.mp3/.exec(w.said[0] ?? '')?.[1] ?? '';
  return { w, caller, heard, name };
}

const kinds = (heard: readonly Heard[] | undefined) => heard?.map(({ kind }) => kind);

describe('recordings', () => {
  it('a recorder hears the caller, and its file is there once it is stopped', async () => {
    const { w, heard, name } = recorded(VOICEMAIL);
    await w.clock.runFor(1_000);
    expect(kinds(heard.at(-1))).toEqual(['leg']);
    expect(w.cloud.records.file(name())).toBeUndefined();
    await w.clock.runFor(3_000);
    expect(w.cloud.records.file(name())?.type).toBe('audio/wav');
  });

  it('the caller hangs up in the middle of the message: what was said is kept', async () => {
    const { w, caller, name } = recorded(VOICEMAIL.replace('recorder.stop()', ''));
    await w.clock.runFor(1_000);
    caller.line.hangup();
    await w.clock.runUntilIdle();
    expect(w.cloud.records.file(name())).toBeDefined();
  });

  it('record() writes both sides, and ends with the leg', async () => {
    const { w, caller, heard, name } = recorded(WHOLE_CALL);
    await w.clock.runFor(100);
    expect(kinds(heard.at(-1))).toEqual(['leg', 'speech']);
    caller.line.hangup();
    await w.clock.runFor(100);
    expect(w.cloud.records.file(name())).toBeDefined();
  });
});

describe('their address', () => {
  let server: AccessServer | null = null;
  afterEach(() => server?.close());

  it.each([
    [undefined, [200, '0123456789', null]], ['bytes=2-4', [206, '234', 'bytes 2-4/10']], ['bytes=7-', [206, '789', 'bytes 7-9/10']],
    ['bytes=-2', [206, '89', 'bytes 8-9/10']], ['bytes=12-', [416, '', 'bytes */10']],
  ])('asked for %s: %j', async (range, wanted) => {
    const { w } = recorded(VOICEMAIL);
    w.cloud.records.open('one').close();
    server = await openAccessServer({ cloud: w.cloud });
    const answer = await fetch(`${server.url}/records/one.mp3`, { headers: range === undefined ? {} : { range } });
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual(wanted);
  });

  it('of what is not there: 404', async () => {
    const { w } = recorded(VOICEMAIL);
    server = await openAccessServer({ cloud: w.cloud });
    expect((await fetch(`${server.url}/records/none.mp3`)).status).toBe(404);
  });
});
