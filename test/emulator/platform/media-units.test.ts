import { describe, expect, it } from 'vitest';
import { world, type Caller, type World } from './world';

const HEAD = `require(Modules.Conference); require(Modules.IVR);
  function told(unit, list) { Object.keys(list).forEach(function (key) {
    unit.addEventListener(list[key], function (e) { Logger.write(key + (e.error ? ' error' : '') + (e.offset === undefined ? '' : ' ' + e.offset)); }); }); }
  VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { var call = e.call; call.answer();
    call.addEventListener(CallEvents.Connected, function () {`;

async function talk(body: string, act: (caller: Caller, w: World) => void = () => undefined): Promise<{ w: World; caller: Caller; timeline: string[] }> {
  const w = world(`${HEAD} ${body} }); });`, { mediaLength: () => 3000 });
  const timeline: string[] = [];
  const startMs = w.clock.now();
  w.cloud.trace.subscribe((event) => event.kind === 'log' && timeline.push(`${event.atMs - startMs} ${String(event['text'])}`));
  const caller = w.dial();
  act(caller, w);
  await w.clock.runFor(30_000);
  return { w, caller, timeline };
}

const kinds = (caller: Caller) => caller.heard.map((heard) => ('url' in heard ? heard.url : 'text' in heard ? heard.text : heard.kind));

describe('players', () => {
  it.each([
    [`VoxEngine.createURLPlayer({ url: 'http://x/a.mp3' })`, 'http://x/a.mp3'],
    [`VoxEngine.createURLPlayer('http://x/a.mp3', false)`, 'http://x/a.mp3'],
    [`VoxEngine.createTTSPlayer('hello', { voice: VoiceList.Amazon.ru_RU_Maxim })`, 'hello'],
    [`VoxEngine.createToneScriptPlayer('425@-19')`, 'tone'],
    [`VoxEngine.createTonePlayer('425@-19')`, 'tone'],
  ])('%s', async (make, heard) => {
    const { caller, timeline } = await talk(`var player = ${make}; told(player, PlayerEvents); player.sendMediaTo(call);`);
    expect(kinds(caller)).toEqual(['silence', heard, 'silence']);
    expect(timeline.map((line) => line.split(' ')[1])).toEqual(['Created', 'PlaybackReady', 'Started', 'PlaybackFinished']);
  });

  it('pause, resume, stop, markers', async () => {
    const { timeline } = await talk(`var player = VoxEngine.createURLPlayer('a', { onPause: true }); told(player, PlayerEvents);
      player.addMarker(500); player.addMarker(-100);
      setTimeout(function () { player.resume(); }, 1000); setTimeout(function () { player.pause(); }, 2000);
      setTimeout(function () { player.resume(); }, 5000); setTimeout(function () { player.stop(); }, 6000);`);
    expect(timeline).toEqual(['0 Created', '0 PlaybackReady', '1000 Started', '1500 PlaybackMarkerReached 500',
      '5000 Started', '5500 PlaybackMarkerReached 500', '6000 Stopped']);
  });

  it.each([[10, undefined], [11, 'Exceeded the limit of 10 media players']])('%i players at a time', async (count, message) => {
    const { w } = await talk(`for (var i = 0; i < ${count}; i++) VoxEngine.createTTSPlayer('x');`);
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toBe(message);
  });

  it('a sequence plays its segments as one source', async () => {
    const { caller, timeline } = await talk(`var player = VoxEngine.createSequencePlayer({ segments: [{ text: 'one' }, { url: 'two' }, { text: 'three' }] });
      told(player, SequencePlayerEvents); player.sendMediaTo(call);`);
    expect(kinds(caller)).toEqual(['silence', 'one', 'two', 'three', 'silence']);
    expect(timeline.at(-1)).toBe('3560 PlaybackFinished');
  });
});

describe('conference', () => {
  it('mixes the calls that are added, tells who came and went, and stops', async () => {
    const body = `var conference = VoxEngine.createConference({ hd_audio: false }); told(conference, ConferenceEvents);
      conference.add({ call: call, mode: 'MIX', direction: 'BOTH', displayName: 'Anna', scheme: e.scheme });
      Logger.write(conference.getList().map(function (one) { return one.getCall().id() + one.getMode() + one.getDirection(); }).join());`;
    const { caller, timeline } = await talk(body, (one, w) => w.clock.after(1000, () => one.line.hangup()));
    expect(caller.heard.at(-1)).toMatchObject({ kind: 'conference' });
    expect(timeline).toEqual(['0 leg-1MIXBOTH', '0 Started', '0 EndpointAdded', '1000 EndpointRemoved']);
  });

  it('sendMediaBetween and destroyConference work on it', async () => {
    const { caller, timeline } = await talk(`var conference = VoxEngine.createConference(); told(conference, ConferenceEvents);
      VoxEngine.sendMediaBetween(call, conference); setTimeout(function () { VoxEngine.destroyConference(conference); }, 1000);`);
    expect(kinds(caller)).toEqual(['silence', 'conference', 'silence']);
    expect(timeline.at(-1)).toBe('1000 Stopped');
  });
});

describe('IVR', () => {
  const MENU = `function say(what) { return function (input) { Logger.write(what + ' ' + input); }; }
    var sales = new IVRState('sales', { type: 'noinput', prompt: { say: 'sales' } }, say('sales'));
    var code = new IVRState('code', { type: 'inputfixed', inputLength: 3, timeout: 4000, prompt: { play: 'code.mp3' } }, say('code'), say('late'));
    var free = new IVRState('free', { type: 'inputunknown', terminateOn: '#', prompt: { say: 'free' } }, say('free'), say('late'));
    var menu = new IVRState('menu', { type: 'select', timeout: 2000, prompt: { say: 'menu' }, nextStates: { 1: sales, 2: code, 3: free } }, say('other'), say('late'));
    menu.enter(call);`;

  it.each([['1', '1350 sales '], ['2456', '4000 code 456'], ['2', '8000 late '], ['389#', '4000 free 89'], ['9', '1000 other 9'], ['', '2280 late ']])(
    'the keys "%s" lead to "%s"', async (keys, expected) => {
      const { timeline } = await talk(MENU, (caller, w) => {
        [...keys].forEach((key, at) => w.clock.after(1000 * (at + 1), () => caller.line.sendTone(key)));
      });
      expect(timeline).toEqual([expected]);
    });

  it('reset leaves every menu', async () => {
    expect((await talk(`${MENU} IVR.reset();`, (caller, w) => w.clock.after(1000, () => caller.line.sendTone('9')))).timeline).toEqual([]);
  });
});
