import { describe, expect, it } from 'vitest';
import type { MediaLeg } from '../../../emulator/gateway/media/leg';
import type { Services } from '../../../emulator/gateway/services';
import { createHandset } from '../../../emulator/phone/handset';
import type { ToPage } from '../../../emulator/phone/messages';
import type { DialOptions, Heard, Line, LineListener } from '../../../emulator/platform/lines';

/** A handset whose cloud and media write down what is asked of them. */
function createWorld() {
  const said: string[] = [];
  const heard: string[] = [];
  const done: string[] = [];
  const dialled: DialOptions[] = [];
  let listener: LineListener = {};
  const line = {
    legId: 'leg-1', listen: (given: LineListener) => (listener = given),
    hangup: () => done.push('hangup'), sendTone: (tone: string) => done.push(`tone ${tone}`),
  } as unknown as Line;
  const media = {
    answer: (offer: string) => (offer === 'bad' ? Promise.reject(new Error('bad')) : Promise.resolve('answer')),
    hear: (what: Heard) => heard.push(what.kind), speakAs: () => {}, close: () => done.push('closed'),
  } as unknown as MediaLeg;
  const rows = { phoneNumbers: new Map([[1, { number: '74951234567', applicationId: 1 }], [2, { number: '7800', applicationId: null }]]) };
  const dial = (options: DialOptions) => {
    dialled.push(options);
    return line;
  };
  const services = { media: { open: () => media }, cloud: { rows, dial } } as unknown as Services;
  const handset = createHandset(services, (message: ToPage) => said.push(message.type === 'numbers' ? message.numbers.join() : message.type));
  const send = async (message: object) => {
    handset.received(JSON.stringify({ call: 'a', ...message }));
    await Promise.resolve().then(() => {}).then(() => {});
  };
  const call = (from = '+7 (916) 123-45-67', to = '+74951234567', sdp = 'offer') => send({ type: 'dial', from, to, sdp });
  return { said, heard, done, dialled, handset, send, call, tell: (fn: (to: LineListener) => void) => fn(listener) };
}

const end = { code: 486, reason: 'Busy', headers: {}, answeredElsewhere: false, wasConnected: false };

describe('the caller’s telephone at the emulator', () => {
  it('tells the page which numbers lead somewhere', () => {
    expect(createWorld().said).toEqual(['+74951234567']);
  });

  it.each([
    ['+7 (916) 123-45-67', '79161234567'], ['8 916 123 45 67', '89161234567'], ['anonymous', 'anonymous'], ['', ''],
  ])('shows the number «%s» as the network does: «%s»', async (typed, given) => {
    const { dialled, call } = createWorld();
    await call(typed);
    expect(dialled).toEqual([{ from: given, to: '74951234567', origin: 'pstn' }]);
  });

  it('gives the ringing tone until something is heard from the other side', async () => {
    const { heard, call, tell } = createWorld();
    await call();
    tell((line) => line.ringing?.({}));
    tell((line) => line.connected?.({}));
    expect(heard).toEqual(['tone', 'silence']);
  });

  it('does not cut music off that began before the answer', async () => {
    const { heard, call, tell } = createWorld();
    await call();
    tell((line) => line.earlyMedia?.({}));
    tell((line) => line.hears?.({ kind: 'sound', url: 'x', loop: true, id: 1 }));
    tell((line) => line.ringing?.({}));
    tell((line) => line.connected?.({}));
    expect(heard).toEqual(['sound']);
  });

  it('hangs up, sends tones, and forgets a call that is over', async () => {
    const { done, said, call, send, tell } = createWorld();
    await call();
    await send({ type: 'tone', tone: '5' });
    await send({ type: 'hangup' });
    tell((line) => line.ended?.(end));
    await send({ type: 'hangup' });
    expect(done).toEqual(['tone 5', 'hangup', 'closed']);
    expect(said.at(-1)).toBe('ended');
  });

  it('hangs up every call of a page that is gone, also one whose media was not ready', async () => {
    const { done, dialled, handset, call } = createWorld();
    await call();
    const late = call();
    handset.gone();
    await late;
    expect(done).toEqual(['hangup', 'closed']);
    expect(dialled).toHaveLength(1);
  });

  it('says so when the page’s media cannot be used, and ignores what is no message', async () => {
    const { said, dialled, handset, call } = createWorld();
    await call('1', '2', 'bad');
    for (const junk of ['', '{', '[]', '{"type":"dial"}', '{"type":"x","call":"a"}', 'null']) handset.received(junk);
    expect(said).toEqual(['+74951234567', 'ended']);
    expect(dialled).toEqual([]);
  });
});
