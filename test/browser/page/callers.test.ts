import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallEvent } from '../../../contracts/call-events';
import { until } from '../support/audio';
import { hears } from './calls';
import type { OperatorPage } from './operator-page';
import { useWorld } from './world';

const world = useWorld('smartqueue');

/** A call that is over, told to the desk as its session would. */
async function tellEnded(callId: string, ended: { reason: 'callback' | 'voicemail'; detail: 'requested' | 'recorded'; records?: string[] }): Promise<void> {
  const base = (seq: number) => ({ id: `${callId}:${seq}`, callId, seq });
  const franchise = 'center';
  const events: CallEvent[] = [
    {
      ...base(1), kind: 'started', atMs: 0, franchise, from: '+79031112233', fromRaw: '79031112233', to: '+74951234567',
      startedAt: new Date(Date.now() - 60_000).toISOString(),
    },
    { ...base(2), kind: 'ended', atMs: 30_000, by: 'system', waitMs: 29_000, talkMs: 0, operator: null, ...ended },
  ];
  await world.stack.desk.desk.services.journal.receive({ version: 1, callId, franchise, events });
}

const open = (page: OperatorPage, section: string) => page.page.getByRole('navigation').getByRole('button', { name: section }).click();
const row = (page: OperatorPage, text: string) => page.page.getByRole('listitem').filter({ hasText: text });

describe('who waits to be called back', () => {
  test('is listed as he asks, and gone for everybody when it is done', async () => {
    const [anna, boris] = await Promise.all([world.operator('op1'), world.operator('op2')]);
    await Promise.all([open(anna, 'Перезвонить'), open(boris, 'Перезвонить')]);
    await tellEnded('b1', { reason: 'callback', detail: 'requested' });
    await Promise.all([row(anna, '+7 903 111-22-33').waitFor(), row(boris, '+7 903 111-22-33').waitFor()]);
    await row(anna, '+7 903 111-22-33').getByRole('button', { name: 'Выполнено' }).click();
    await Promise.all([anna.page.getByText('Никто не ждет звонка').waitFor(), boris.page.getByText('Никто не ждет звонка').waitFor()]);
  });
});

describe('a message left', () => {
  test('is played from the list of missed calls, through the desk', async () => {
    const storage = createServer((_request, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(tone(2)));
    await new Promise<void>((resolve) => { storage.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { storage.close(); });
    const anna = await world.operator('op1');
    await tellEnded('v1', { reason: 'voicemail', detail: 'recorded', records: [`http://127.0.0.1:${(storage.address() as AddressInfo).port}/1.wav`] });
    await open(anna, 'Звонки');
    const missed = anna.page.getByRole('region', { name: 'Пропущенные' });
    await missed.getByRole('button', { name: 'Все' }).click();
    await missed.getByRole('button', { name: 'Сообщение' }).first().click();
    const player = missed.locator('audio');
    await until(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime > 0.2), 'the sound of the message');
    expect(await player.getAttribute('src')).not.toContain(String((storage.address() as AddressInfo).port));
  });
});

describe('a number that nobody wants to hear', () => {
  test('is blocked in one click while it rings, and free again by another', async () => {
    const { anna } = await world.ringing();
    await anna.click('Заблокировать номер');
    await anna.page.getByText('Номер заблокирован').waitFor();
    const blocked = async () => (await world.stack.desk.database.query('select number from listed_numbers')).length;
    expect(await blocked()).toBe(1);
    await anna.click('Отменить');
    await anna.button('Заблокировать номер').waitFor();
    expect(await blocked()).toBe(0);
    await anna.click('Отклонить');
  });
});

describe('handing a caller over', () => {
  test('first a word with the colleague, then the caller is his; both have their wrap-up', async () => {
    const boris = await world.operator('op2');
    const { anna, caller } = await world.talking();
    await hears(caller.page);
    await boris.takeCalls();
    await anna.click('Передать');
    const free = anna.page.getByRole('region', { name: 'Кому передать' }).getByRole('listitem').filter({ hasText: 'Свободен' });
    await free.getByRole('button', { name: 'Спросить' }).click();
    await boris.sees('Входящий звонок');
    await boris.click('Ответить');
    await anna.button('Соединить с клиентом').waitFor();
    await hears(boris.page);
    await anna.click('Соединить с клиентом');
    await anna.sees('Разговор с клиентом завершен');
    await Promise.all([hears(boris.page), hears(caller.page)]);
    await caller.hangUp();
    await boris.sees('Разговор с клиентом завершен');
    await Promise.all([anna.click('Отмена'), boris.click('Отмена')]);
  });

  test('a colleague who declines: said in words, and the caller is heard again', async () => {
    const boris = await world.operator('op2');
    const { anna, caller } = await world.talking();
    await boris.takeCalls();
    await anna.click('Передать');
    const free = anna.page.getByRole('region', { name: 'Кому передать' }).getByRole('listitem').filter({ hasText: 'Свободен' });
    await free.getByRole('button', { name: 'Передать сразу' }).click();
    await boris.sees('Входящий звонок');
    await boris.click('Отклонить');
    await anna.page.getByText('Передать не удалось: коллега отклонил звонок').waitFor();
    await hears(caller.page);
    await boris.sees('Прием звонков разрешен');
  });
});

/** A WAV of a plain tone. */
function tone(seconds: number): Buffer {
  const [rate, samples] = [8_000, 8_000 * seconds];
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples * 2, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples * 2, 40);
  const sound = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index++) sound.writeInt16LE(Math.round(8_000 * Math.sin((index * 2 * Math.PI * 440) / rate)), index * 2);
  return Buffer.concat([head, sound]);
}
