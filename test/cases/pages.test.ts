import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hearsNothing, hearsSomething, until, watchAudio } from '../browser/support/audio';
import { launch } from '../browser/support/browser';
import { openOperator, type OperatorPage } from '../browser/page/operator-page';
import { useWorld } from '../browser/page/world';

const world = useWorld('smartqueue');

/** An operator whose browser is prepared before the page loads; closed after the test by its caller. */
async function operatorWith(prepare: (page: Page) => Promise<void>, use: (anna: OperatorPage) => Promise<void>, browser = world.browser): Promise<void> {
  const anna = await openOperator(browser, world.stack, { operator: 'op1', prepare });
  try {
    await use(anna);
  } finally {
    await anna.close();
  }
}
/** The desk has it too: the operator's next page would find a wrap-up that is still open there. */
const wrapUpClosed = () => until(
  async () => (await world.stack.desk.database.query('select 1 from wrap_ups where closed_by is null')).length === 0, 'no wrap-up open at the desk');
const detail = (anna: OperatorPage) => anna.page.locator('.status .detail');

test('A9 the microphone ends in a talk: said within seconds, and another one is heard', async () => {
  const { anna, caller } = await world.talking();
  await hearsSomething(caller.page);
  await anna.page.evaluate(() => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    for (const connection of peerConnections) for (const { track } of connection.getSenders()) track?.stop();
  });
  const alert = anna.page.locator('.microphone-trouble');
  await alert.getByText('Микрофон отключился, клиент вас не слышит').waitFor();
  await hearsNothing(caller.page);
  await alert.getByLabel('Выберите другой микрофон').selectOption({ index: 1 });
  await hearsSomething(caller.page);
  await alert.getByText('Микрофон отключился').waitFor({ state: 'detached' });
  await anna.page.getByText('Говорит микрофон: Fake').waitFor();
  await caller.leave();
  await anna.click('Отмена');
  await wrapUpClosed();
});

test('A11 a question about notifications that nobody answers: the other checks run, and the question is pointed at', async () => {
  await operatorWith(async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'default' });
      Notification.requestPermission = () => new Promise(() => {});
    });
  }, async (anna) => {
    await anna.sees('Прием звонков отключен');
    await anna.click('Включить прием звонков');
    await anna.sees('Прием приостановлен: браузер спрашивает об уведомлениях');
    const says = (name: string) => anna.page.locator('.check', { hasText: name });
    await says('Микрофон').getByText('Работает').waitFor();
    await says('Уведомления').getByText('Ответьте на вопрос браузера').waitFor();
  });
});

describe('A12 what keeps the page from its calls is said within half a minute', () => {
  const cases: [string, (page: Page) => Promise<void>, string, string][] = [
    ['no WebRTC', async (page) => void await page.addInitScript(() => { Reflect.deleteProperty(window, 'RTCPeerConnection'); }),
      'Прием приостановлен: браузер не умеет звонить', 'WebRTC'],
    ['the SDK’s file blocked', async (page) => void await page.route('**/voximplant.min.js', (route) => route.abort('blockedbyclient')),
      'Прием приостановлен: модуль телефонии не загрузился', 'блокировщик'],
    ['the gateway blocked',
      // A socket that a firewall refuses never opens.
      async (page) => void await page.addInitScript(() => {
        const Original = WebSocket;
        window.WebSocket = class extends Original {
          constructor(url: string | URL) {
            super(String(url).includes('/platform') ? 'wss://127.0.0.1:1/' : url);
          }
        };
      }),
      'Прием приостановлен: доступ к телефонии закрыт', 'VPN'],
    ['the gateway’s socket opens and drops at once', async (page) => page.routeWebSocket(/\/platform/, (socket) => socket.close()),
      'Прием приостановлен: доступ к телефонии закрыт', 'VPN'],
    ['the desk’s socket opens and drops at once', async (page) => page.routeWebSocket(/\/api\/live/, (socket) => socket.close()),
      'Нет соединения', 'Повторим через'],
  ];
  test.each(cases)('%s', async (...[, prepare, line, advice]) => {
    await operatorWith(prepare, async (anna) => {
      await anna.sees(line);
      expect(await detail(anna).innerText()).toContain(advice);
    });
  });
});

test('A3 the browser’s database never answers: the save goes to the desk directly', async () => {
  await operatorWith(async (page) => {
    await watchAudio(page);
    await page.addInitScript(() => { indexedDB.open = () => new EventTarget() as IDBOpenDBRequest; });
  }, async (anna) => {
    const caller = await world.caller();
    await anna.takeCalls();
    await caller.call();
    await anna.sees('Входящий звонок');
    await anna.click('Ответить');
    await anna.sees('Разговор с клиентом');
    await hearsSomething(anna.page);
    await caller.hangUp();
    await anna.sees('Разговор с клиентом завершен');
    await anna.click('Сохранить');
    await anna.sees('Прием звонков разрешен');
    await until(async () => (await world.stack.desk.database.query(`select 1 from wrap_ups where closed_by = 'save'`)).length > 0, 'the save at the desk');
  });
});

test('A10 texts replaced as by a translator: the state line goes on through ring, talk and wrap-up', async () => {
  const [anna, caller] = await Promise.all([world.operator('op1'), world.caller()]);
  const translate = () => anna.page.evaluate(() => {
    const root = document.querySelector('vox-incoming')?.shadowRoot;
    const texts = root && document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts?.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      if (text.data.trim() !== '') text.replaceWith(outer);
    }
  });
  await anna.takeCalls();
  await translate();
  await caller.call();
  await anna.sees('Входящий звонок');
  await translate();
  await anna.page.locator('.button.answer').click();
  await anna.sees('Разговор с клиентом');
  await translate();
  await hearsSomething(anna.page);
  await caller.hangUp();
  await anna.sees('Разговор с клиентом завершен');
  await translate();
  await anna.page.locator('.wrap-up-controls .primary').click();
  await anna.sees('Прием звонков разрешен');
  await wrapUpClosed();
});

describe('A13 media never connects', () => {
  /** A browser that takes no loopback address, at a gateway that has no other. */
  let without: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    without = await launch({ isPlain: true });
  });
  afterAll(() => without.close());

  test('the second failure pauses intake and says why; the caller goes on to a colleague', async () => {
    const boris = await world.operator('op2');
    await operatorWith(watchAudio, async (anna) => {
      const caller = await world.caller();
      await anna.takeCalls();
      await caller.call();
      for (const failure of [1, 2]) {
        await anna.sees('Входящий звонок');
        await anna.click('Ответить');
        await anna.page.getByText('Разговор не состоялся: звук не прошел').waitFor({ timeout: 5_000 });
        if (failure === 1) await boris.takeCalls();
      }
      await anna.sees('Прием приостановлен: два звонка подряд без звука');
      expect(await detail(anna).innerText()).toContain('Звук не проходит');
      await boris.sees('Входящий звонок');
      await boris.click('Отклонить');
    }, without);
  });
});
