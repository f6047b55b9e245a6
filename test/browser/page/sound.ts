import { describe, expect, test } from 'vitest';
import type { VoxConfig } from '../../../contracts/config';
import type { Heard } from '../../../emulator/platform/lines';
import { hearsSomething, until } from '../support/audio';
import { hears } from './calls';
import type { OperatorPage } from './operator-page';
import { say } from './stack';
import { NORTH, type PageWorld } from './world';

const GREETING = `Здравствуйте, это учебный центр. ${'Спасибо, что вы позвонили. '.repeat(2)}`;
/** Long enough to be answered in the middle of it. */
const POSITION = `Вы в очереди под номером {position}. ${'Оставайтесь, пожалуйста, на линии. '.repeat(30)}`;

/** The franchise that plays all of it, beside the one that every other test calls. */
export function withSounds(config: VoxConfig): void {
  const { north } = config.franchises;
  if (!north) throw new Error('The sample config has no franchise north.');
  north.call = {
    ...north.call, greeting: say(GREETING), ringSeconds: 60, recording: { notice: say('Разговор записывается.') },
    announcements: { position: say(POSITION), firstSeconds: 5, everySeconds: 60 },
    exits: { offline: [{ kind: 'voicemail', intro: say('Оставьте сообщение.'), maxSeconds: 30 }] },
  };
}

/** What the cloud plays to the caller with this number, in order; the browser's own figures say that it sounds. */
function follow({ stack: { cloud } }: PageWorld, from: string): string[] {
  const played: string[] = [];
  const dial = cloud.dial.bind(cloud);
  cloud.dial = (options) => {
    const line = dial(options);
    if (options.from.endsWith(from)) line.listen({ hears: (heard) => played.push(nameOf(heard)) });
    return line;
  };
  return played;
}

/** How often a session has got this event since now. */
function counted({ stack: { cloud } }: PageWorld, name: string): () => number {
  let times = 0;
  cloud.trace.subscribe((event) => { times += Number(event.kind === 'event' && event['name'] === name); });
  return () => times;
}

function nameOf(heard: Heard): string {
  if (heard.kind !== 'speech') return heard.kind;
  return heard.text === GREETING ? 'greeting' : heard.text.startsWith('Вы в очереди под номером 1.') ? 'position' : 'speech';
}

export function describeSound(world: PageWorld): void {
  describe('what a caller hears, in a browser', () => {
    test('greeting, music, the position; an operator who answers in the middle of it cuts it, both talk, and the recording plays', async () => {
      const played = follow(world, '9990001122');
      const begun = counted(world, 'Call.RecordStarted');
      const [gleb, first, caller] = await Promise.all([world.operator(NORTH.first), world.caller(), world.caller()]);
      await gleb.takeCalls();
      await first.call(undefined, NORTH.number);
      await gleb.sees('Входящий звонок');
      await gleb.click('Ответить');
      await gleb.sees('Разговор с клиентом');
      await caller.call('+79990001122', NORTH.number);
      for (const part of ['greeting', 'sound', 'position']) {
        await until(() => played.includes(part), `${part} for the caller, who heard ${played.join(', ')}`, 60_000);
        await hearsSomething(caller.page);
      }
      await first.hangUp();
      await gleb.sees('Разговор с клиентом завершен');
      await gleb.click('Отмена');
      await gleb.sees('Входящий звонок');
      expect(played.at(-1)).toBe('position');
      await gleb.click('Ответить');
      await until(() => played.at(-1) === 'leg', 'the operator instead of the announcement');
      await until(() => begun() === 2, 'the recording of the second conversation to begin');
      await Promise.all([hears(gleb.page), hears(caller.page)]);
      expect(played.filter((part) => part === 'position')).toHaveLength(1);
      await caller.hangUp();
      await gleb.sees('Разговор с клиентом завершен');
      await gleb.click('Отмена');
      // What both said is listened to in the list of calls, through the desk.
      await gleb.page.getByRole('navigation').getByRole('button', { name: 'Звонки' }).click();
      await gleb.page.getByRole('listitem').filter({ hasText: '+7 999 000-11-22' }).getByRole('button', { name: 'Прослушать' }).click();
      expect((await soundOf(gleb)).loudest).toBeGreaterThan(0.01);
    });

    test('voicemail: what was said after the intro is listed as missed, and plays in the dialog', async () => {
      const begun = counted(world, 'Recorder.Started');
      const caller = await world.caller();
      await caller.call(undefined, NORTH.number);
      await hearsSomething(caller.page, 60_000);
      await until(() => begun() > 0, 'the recording to begin', 60_000);
      // The message: the browser's microphone beeps each second.
      await caller.page.waitForTimeout(4_000);
      await caller.hangUp();
      const gleb = await world.operator(NORTH.first);
      // Nobody was there, so it is nobody's own.
      await gleb.button('Все').first().click();
      const message = gleb.button('Сообщение').first();
      await message.waitFor();
      await message.click();
      const sound = await soundOf(gleb);
      expect(sound.seconds).toBeGreaterThan(2);
      expect(sound.loudest).toBeGreaterThan(0.01);
    });
  });
}

/** Its length and its loudest sample, as the browser decodes what the desk serves; and the player plays it. */
async function soundOf({ page }: OperatorPage): Promise<{ seconds: number; loudest: number }> {
  const player = page.locator('audio');
  await player.waitFor();
  await until(() => player.evaluate((element: HTMLAudioElement) => element.currentTime > 0), 'the player to play');
  return player.evaluate(async (element: HTMLAudioElement) => {
    const bytes = await (await fetch(element.src)).arrayBuffer();
    const decoded = await new OfflineAudioContext(1, 1, 8_000).decodeAudioData(bytes);
    return { seconds: decoded.duration, loudest: decoded.getChannelData(0).reduce((loudest, sample) => Math.max(loudest, sample), 0) };
  });
}
