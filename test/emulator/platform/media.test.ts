import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import { watch, world, type Caller, type World } from './world';

const HEAD = `function told(unit, list) { Object.keys(list).forEach(function (key) {
    unit.addEventListener(list[key], function (e) { Logger.write(key + (e.error ? ' error' : '') + (e.duration === undefined ? '' : ' ' + e.duration)); }); }); }
  var PLAYBACK = { PlaybackStarted: CallEvents.PlaybackStarted, PlaybackFinished: CallEvents.PlaybackFinished };
  VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; call.answer();
    call.addEventListener(CallEvents.Connected, function () {`;

async function talk(body: string, options: Partial<CloudOptions> = {}): Promise<{ w: World; caller: Caller; timeline: string[] }> {
  const w = world(`${HEAD} ${body} }); });`, { mediaLength: (url) => (url.endsWith('.none') ? { error: 'not found' } : 3000), ...options });
  w.cloud.answerAt('pstn', '1', (line) => line.answer());
  const timeline: string[] = [];
  const startMs = w.clock.now();
  w.cloud.trace.subscribe((event) => event.kind === 'log' && timeline.push(`${event.atMs - startMs} ${String(event['text'])}`));
  const caller = w.dial();
  await w.clock.runFor(20_000);
  return { w, caller, timeline };
}

const kinds = (caller: Caller) => caller.heard.map((heard) => ('url' in heard ? heard.url : 'text' in heard ? heard.text : heard.kind));

describe('[9.53] playback', () => {
  it('[9.53] say: started, then finished', async () => {
    const { caller, timeline } = await talk(`told(call, PLAYBACK); call.say('hello', { voice: VoiceList.Amazon.ru_RU_Tatyana });`);
    expect(timeline).toEqual(['0 PlaybackStarted 350', '350 PlaybackFinished']);
    expect(caller.heard[1]).toMatchObject({ kind: 'speech', text: 'hello', voice: 'Amazon.ru_RU_Tatyana' });
  });

  it('[9.53] stopPlayback suppresses the second', async () => {
    const { caller, timeline } = await talk(`told(call, PLAYBACK); call.startPlayback('a.mp3', { loop: true }); setTimeout(function () { call.stopPlayback(); }, 9000);`);
    expect(timeline).toEqual(['0 PlaybackStarted 3000']);
    expect(kinds(caller)).toEqual(['silence', 'a.mp3', 'silence']);
  });

  it('a file that cannot be played finishes with an error', async () => {
    expect((await talk(`told(call, PLAYBACK); call.startPlayback('a.none');`)).timeline).toEqual(['0 PlaybackFinished error']);
  });

  it.each([[1500, '105000 PlaybackFinished'], [1501, '0 PlaybackFinished error']])('[9.55] a text of %i characters: %s', async (length, last) => {
    const w = world(`${HEAD} told(call, PLAYBACK); call.say('x'.repeat(${length})); }); });`);
    w.dial();
    const startMs = w.clock.now();
    await w.clock.runUntil(() => w.said.some((line) => line.startsWith('PlaybackFinished')), 200_000);
    expect(`${w.clock.now() - startMs} ${w.said.at(-1)}`).toBe(last);
  });

  it.each([
    ['finishes', ['100 PlaybackFinished', '100 PlaybackStarted 70', '170 PlaybackFinished']],
    ['silent', ['100 PlaybackStarted 70', '170 PlaybackFinished']],
  ] as const)('[9.54] the replaced one %s', async (replacedPlayback, rest) => {
    const { timeline } = await talk(`told(call, PLAYBACK); call.startPlayback('a.mp3'); setTimeout(function () { call.say('b'); }, 100);`, { switches: { replacedPlayback } });
    expect(timeline).toEqual(['0 PlaybackStarted 3000', ...rest]);
  });
});

describe('[9.52] one stream in per unit', () => {
  const BRIDGE = `var other = VoxEngine.callPSTN('1', '2'); call.startPlayback('music.mp3', { loop: true });
    other.addEventListener(CallEvents.Connected, function () { setTimeout(function () { VoxEngine.sendMediaBetween(call, other); }, 500); });`;

  it.each([['silent', 0], ['finishes', 1]] as const)('[9.52] [9.54] the bridge silences the music (%s)', async (bridgedPlayback, finished) => {
    const { caller, timeline } = await talk(`told(call, PLAYBACK); ${BRIDGE}`, { switches: { bridgedPlayback } });
    expect(kinds(caller)).toEqual(['silence', 'music.mp3', 'leg']);
    expect(timeline.filter((line) => line.includes('PlaybackFinished'))).toHaveLength(finished);
  });

  it('[9.52] each new source takes the place of the one before', async () => {
    const { caller } = await talk(`${BRIDGE} setTimeout(function () { call.say('sorry'); }, 1000);
      setTimeout(function () { other.sendMediaTo(call); }, 1200); setTimeout(function () { other.stopMediaTo(call); }, 1400);`);
    expect(kinds(caller)).toEqual(['silence', 'music.mp3', 'leg', 'silence', 'sorry', 'leg', 'silence']);
  });

  it('the other leg’s end leaves silence', async () => {
    const { caller } = await talk(`${BRIDGE} setTimeout(function () { other.hangup(); }, 1000);`);
    expect(kinds(caller)).toEqual(['silence', 'music.mp3', 'leg', 'silence']);
  });

  it('stopMediaBetween parts them', async () => {
    const { caller } = await talk(`${BRIDGE} setTimeout(function () { VoxEngine.stopMediaBetween(other, call); }, 1000);`);
    expect(kinds(caller).at(-1)).toBe('silence');
  });

  it('nothing is heard before the answer, early media is', async () => {
    const w = world(`VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { e.call.say('unheard');
      setTimeout(function () { e.call.startEarlyMedia(); e.call.say('heard'); }, 1000); });`);
    const caller = w.dial();
    await w.clock.runFor(5000);
    expect(kinds(caller)).toEqual(['silence', 'heard', 'silence']);
  });

  it('something that is no media unit is refused by name', async () => {
    const { w } = await talk(`VoxEngine.sendMediaBetween(call, {});`);
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toContain('sendMediaBetween() expects two media units');
  });
});

describe('recording', () => {
  it('[9.56] record: RecordStarted with its address, RecordStopped after Disconnected', async () => {
    const { timeline } = await talk(`told(call, { RecordStarted: CallEvents.RecordStarted, Disconnected: CallEvents.Disconnected, RecordStopped: CallEvents.RecordStopped });
      call.addEventListener(CallEvents.RecordStarted, function (e) { Logger.write(e.url); });
      call.record({ hd_audio: true }); setTimeout(function () { call.hangup(); }, 4000);`);
    expect(timeline).toEqual(['0 RecordStarted', '0 https://127.0.0.1:1/records/leg-1.mp3', '4000 Disconnected 4', '4000 RecordStopped 4']);
  });

  it('createRecorder takes many streams and is stopped', async () => {
    const { timeline, caller } = await talk(`require(Modules.Recorder); var recorder = VoxEngine.createRecorder();
      told(recorder, { Started: RecorderEvents.Started, Stopped: RecorderEvents.Stopped });
      var other = VoxEngine.callPSTN('1', '2'); call.sendMediaTo(recorder); other.sendMediaTo(recorder);
      call.say('beep'); setTimeout(function () { recorder.stop(); recorder.stop(); }, 2000);`);
    expect(timeline).toEqual(['0 Started', '2000 Stopped 2']);
    expect(kinds(caller)).toContain('beep');
  });
});

it('far ends of both sides hear each other', async () => {
  const w = world(`${HEAD} VoxEngine.addEventListener; var other = VoxEngine.callPSTN('1', '2');
    other.addEventListener(CallEvents.Connected, function () { VoxEngine.sendMediaBetween(call, other); }); }); });`);
  const others: Caller[] = [];
  w.cloud.answerAt('pstn', '1', (line) => (others.push(watch(w.cloud, line)), line.answer()));
  const caller = w.dial();
  await w.clock.runFor(100);
  expect([caller.heard.at(-1), others[0]?.heard.at(-1)]).toEqual([{ kind: 'leg', legId: 'leg-2' }, { kind: 'leg', legId: 'leg-1' }]);
});
