import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallEvent } from '../../../contracts/call-events';
import { until } from '../support/audio';
import { comment, expectLast, hears } from './calls';
import { clockAhead, type OperatorPage } from './operator-page';
import type { PageWorld } from './world';

/** A call that is over, told to the desk as its session would. */
async function tellEnded(world: PageWorld, callId: string, ended: { reason: 'callback' | 'voicemail'; detail: 'requested' | 'recorded'; records?: string[] }): Promise<void> {
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

/** Callers who are not on the line: lists of them, and calls to them. */
export function describeCallers(world: PageWorld): void {
  describe('calling out', () => {
    test('from the list of those who asked: rung, answered, noted, saved; nobody has to call there any more', async () => {
      const [anna, boris] = await Promise.all([world.operator('op1'), world.operator('op2')]);
      await anna.sees('Прием звонков отключен');
      await tellEnded(world, 'out', { reason: 'callback', detail: 'requested' });
      await Promise.all([open(anna, 'Перезвонить'), open(boris, 'Перезвонить')]);
      await row(boris, '+7 903 111-22-33').waitFor();
      await row(anna, '+7 903 111-22-33').getByRole('button', { name: 'Позвонить' }).click();
      await row(boris, 'Звонит Анна Смирнова').waitFor();
      await anna.sees('Разговор с клиентом');
      // The telephone there repeats what it hears: Anna hears herself.
      await hears(anna.page);
      await comment(anna).fill('Перезвонили, записан на пробный урок');
      await anna.click('Отклонить');
      await anna.sees('Разговор с клиентом завершен');
      await anna.click('Сохранить');
      await anna.sees('Прием звонков отключен');
      await boris.page.getByText('Никто не ждет звонка').waitFor();
      await expectLast(anna, { direction: 'out', to: '+79031112233', comment: 'Перезвонили, записан на пробный урок' });
    });

    test('a number that is busy: said in words, and calls may come again', async () => {
      const anna = await world.operator('op1');
      await anna.takeCalls();
      await open(anna, 'Перезвонить');
      const form = anna.page.getByRole('region', { name: 'Новый звонок' });
      await form.getByLabel('Номер телефона').fill('+7 495 000-04-86');
      await form.getByRole('button', { name: 'Позвонить' }).click();
      await anna.page.getByText('Звонок не состоялся: занято или отклонено').waitFor();
      await anna.sees('Прием звонков разрешен');
    });
  });

  describe('who waits to be called back', () => {
    test('the list goes on by a click, and news do not shorten it', async () => {
      const { database } = world.stack.desk;
      await database.query(`insert into callbacks (franchise, call_id, number, called_at, requested_at, times)
        select 'center', 'many' || n, '+7903000' || (1000 + n), n, n, 1 from generate_series(1, 52) n`);
      const anna = await world.operator('op1');
      await open(anna, 'Перезвонить');
      await anna.page.getByRole('button', { name: 'Показать еще' }).click();
      await row(anna, '+7 903 000-10-51').getByRole('button', { name: 'Выполнено' }).click();
      await row(anna, '+7 903 000-10-51').waitFor({ state: 'detached' });
      await row(anna, '+7 903 000-10-52').waitFor();
      await database.query(`delete from callbacks where call_id like 'many%'`);
    });

    test('is listed as he asks, and gone for everybody when it is done', async () => {
      const [anna, boris] = await Promise.all([world.operator('op1'), world.operator('op2')]);
      await Promise.all([open(anna, 'Перезвонить'), open(boris, 'Перезвонить')]);
      await tellEnded(world, 'b1', { reason: 'callback', detail: 'requested' });
      await Promise.all([row(anna, '+7 903 111-22-33').waitFor(), row(boris, '+7 903 111-22-33').waitFor()]);
      await row(anna, '+7 903 111-22-33').getByRole('button', { name: 'Выполнено' }).click();
      await Promise.all([anna.page.getByText('Никто не ждет звонка').waitFor(), boris.page.getByText('Никто не ждет звонка').waitFor()]);
    });
  });

  describe('a supervisor', () => {
    test('sees who works and who waits as it changes, takes a caller out and closes a card', async () => {
      // A2: the chief's machine is an hour ahead of everybody.
      const [chief, boris, first, second] = await Promise.all([
        world.operator('op1', clockAhead(3_600_000)), world.operator('op2'), world.caller(), world.caller(),
      ]);
      const sees = (state: string) => row(chief, 'Борис Кузнецов').filter({ hasText: state }).waitFor();
      await open(chief, 'Команда');
      await boris.takeCalls();
      await sees('Свободен');
      await first.call();
      await boris.sees('Входящий звонок');
      await sees('Звонит телефон');
      await boris.click('Ответить');
      await sees('Разговаривает');
      await second.call('+79990001122');
      await chief.page.getByText('Ждут: 1').waitFor();
      await chief.page.getByText(/^Дольше всех: 0:\d\d$/).waitFor();
      await row(chief, '+7 999 000-11-22').getByRole('button', { name: 'Снять с очереди' }).click();
      await row(chief, '+7 999 000-11-22').getByRole('button', { name: 'Завершить', exact: true }).click();
      await until(second.isOver, 'the end at the caller');
      await chief.page.getByText('Очередь пуста').waitFor();
      await first.hangUp();
      await sees('Заполняет карточку');
      await row(chief, 'Борис Кузнецов').getByRole('button', { name: 'Закрыть карточку' }).click();
      await boris.sees('Прием приостановлен: обработку звонка завершил руководитель');
    });

    test('reads that the ERP refuses calls, and what to do', async () => {
      const { database } = world.stack.desk;
      await database.query(`insert into erp_outbox (franchise, save_id, call_id, body, attempts, next_at, last_error)
        values ('center', 'refused', 'refused', '{}', 1, 1000000000000000, 'HTTP 422')`);
      onTestFinished(async () => { await database.query("delete from erp_outbox where save_id = 'refused'"); });
      const chief = await world.operator('op1');
      await open(chief, 'Команда');
      await chief.page.getByText('ERP не приняла звонков: 1 (HTTP 422). Исправьте в ней, через день отправим снова').waitFor();
    });
  });

  describe('a message left', () => {
    test('is played from the list of missed calls, through the desk', async () => {
      const storage = createServer((_request, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(tone(2)));
      await new Promise<void>((resolve) => { storage.listen(0, '127.0.0.1', resolve); });
      onTestFinished(() => { storage.close(); });
      const anna = await world.operator('op1');
      await tellEnded(world, 'v1', { reason: 'voicemail', detail: 'recorded', records: [`http://127.0.0.1:${(storage.address() as AddressInfo).port}/1.wav`] });
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
}

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
