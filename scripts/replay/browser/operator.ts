import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fallAsleep } from '../../browser/asleep';
import type { ActionKind, SeenLine } from '../../targets';

/** A click that finds no button within this is told as impossible. */
const PATIENCE_MS = 10_000;
/** As the explorer's message that is late on a bad line. */
const LATE_MS = 2_500;
/** The clock of his machine is set by this, and at the next jump back. */
const JUMP_MS = -25_000;

/** The page's words for each line. */
const LINES: readonly (readonly [RegExp, SeenLine])[] = [
  [/^Входящий звонок$/, 'ringing'],
  [/^Разговор с клиентом$/, 'talking'],
  [/^Разговор с клиентом завершен$/, 'wrap-up'],
  [/^Прием звонков разрешен$/, 'on'],
  [/^Прием звонков отключен$/, 'off'],
  [/^Прием приостановлен: /, 'paused'],
  [/^Прием открыт в другой вкладке$/, 'other-tab'],
  [/^Подключение/, 'connecting'],
  [/^Нет соединения$/, 'no-connection'],
];

/**
 * Runs in the page before it: its sockets to the cloud can be refused, and its next word to the desk made late. Tabs
 * hear of each other by the desk's lease alone, as in the explorer; the browser's locks would tell them sooner.
 */
const HANDLES = `(() => {
  Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  const stage = window.stage = { isCut: false, isLate: false, aheadMs: 0 };
  const { Date } = window;
  window.Date = class extends Date {
    constructor(...args) { if (args.length > 0) super(...args); else super(Date.now() + stage.aheadMs); }
    static now() { return Date.now() + stage.aheadMs; }
  };
  const later = (send) => {
    if (!stage.isLate) return send();
    stage.isLate = false;
    return new Promise((resolve) => setTimeout(() => resolve(send()), ${LATE_MS}));
  };
  const isDesk = (url) => new URL(url, location.href).pathname.startsWith('/api/');
  const { fetch, WebSocket } = window;
  window.fetch = (...args) => isDesk(args[0].url ?? args[0]) ? later(() => fetch(...args)) : fetch(...args);
  window.WebSocket = class extends WebSocket {
    constructor(url, ...rest) { super(stage.isCut && !isDesk(url) ? new URL('/api/nowhere', url).href : url, ...rest); }
    send(data) { if (isDesk(this.url) && !String(data).includes('"ping"')) later(() => super.send(data)); else super.send(data); }
  };
})()`;

export interface OperatorOptions {
  name: string;
  url: string;
  /** Breaks the sockets of his page. */
  cut(): void;
}

/** An operator at the real page in a browser profile of his own, who does what a history says. */
export class OperatorInBrowser {
  private page: Page | null = null;
  private wake: (() => Promise<void>) | null = null;
  private aheadMs = 0;

  private constructor(private readonly options: OperatorOptions, private readonly context: BrowserContext) {}

  /** Signed in, with intake on. */
  static async open(browser: Browser, options: OperatorOptions): Promise<OperatorInBrowser> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ru-RU', permissions: ['microphone', 'notifications'], viewport: null });
    context.setDefaultTimeout(3 * PATIENCE_MS);
    await context.addInitScript(HANDLES);
    const operator = new OperatorInBrowser(options, context);
    operator.page = await context.newPage();
    await operator.page.goto(`${options.url}/as/${options.name}`);
    await operator.click('Включить прием звонков');
    await operator.page.locator('.status .line', { hasText: 'Прием звонков разрешен' }).waitFor();
    context.setDefaultTimeout(PATIENCE_MS);
    return operator;
  }

  /** What stands on the connection line. */
  async line(): Promise<SeenLine> {
    if (!this.page) return 'closed';
    if (this.wake) return 'asleep';
    const text = await this.page.locator('.status .line').textContent({ timeout: 1_000 }).catch(() => null);
    return LINES.find(([words]) => words.test(text ?? ''))?.[1] ?? 'connecting';
  }

  async do(kind: ActionKind): Promise<void> {
    switch (kind) {
      case 'answer': return this.click('Ответить');
      case 'pass':
      case 'drop': return this.reject(kind);
      case 'endTalk': return this.click('Отклонить');
      case 'save': return this.click('Сохранить');
      case 'cancel': return this.click('Отмена');
      case 'intakeOn': return this.click('Включить прием звонков');
      case 'intakeOff': return this.click('Отключить входящие звонки');
      case 'close': return this.close();
      case 'open': return this.open();
      case 'reload': return this.reload();
      case 'cut': return this.cut();
      case 'restore': return this.set('isCut', false);
      case 'late': return this.set('isLate', true);
      case 'clockJump': return this.set('aheadMs', (this.aheadMs = this.aheadMs === 0 ? JUMP_MS : 0));
      case 'sleep':
        this.wake = await fallAsleep(this.at());
        return;
      case 'wake': return this.wakeUp();
      default: throw new Error(`${kind} is nothing that an operator does`);
    }
  }

  private at(): Page {
    if (!this.page) throw new Error('the page is closed');
    return this.page;
  }

  private click(name: string): Promise<void> {
    return this.at().getByRole('button', { name, exact: true }).click();
  }

  private async reject(how: 'pass' | 'drop'): Promise<void> {
    await this.click('Как отклонить');
    await this.at().getByRole('menuitem', { name: how === 'drop' ? 'Сбросить звонок' : 'Передать следующему оператору' }).click();
  }

  private async cut(): Promise<void> {
    await this.set('isCut', true);
    this.options.cut();
  }

  private async set(name: 'isCut' | 'isLate' | 'aheadMs', value: boolean | number): Promise<void> {
    await this.at().evaluate(`window.stage.${name} = ${value}`);
  }

  /** Without a word to anybody, as the explorer's pages go: one that is closed in peace would say that it leaves. */
  private async close(): Promise<void> {
    const page = this.at();
    this.page = null;
    this.wake = null;
    const debug = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // No answer comes to this.
    void debug.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }

  private async open(): Promise<void> {
    this.page = await this.context.newPage();
    await this.page.goto(this.options.url, { waitUntil: 'commit' });
  }

  /** A page that its debugger holds loads nothing: it goes and another comes, as for the cloud and the desk it does. */
  private async reload(): Promise<void> {
    if (!this.wake) return void (await this.at().reload({ waitUntil: 'commit' }));
    await this.close();
    await this.open();
  }

  private async wakeUp(): Promise<void> {
    const { wake } = this;
    this.wake = null;
    await wake?.();
  }
}
