import { openStack } from '../page/stack';
import { audibleEnergy, until } from '../support/audio';
import { openChromium, openFirefox, type PlainPage } from './pages';

/** What one operator and one caller heard, and what was kept of their call. */
export interface Talks {
  /** Energy by second. */
  heard: Record<'operator in Chromium' | 'operator in Firefox' | 'caller in Chromium' | 'caller in Firefox', number[]>;
  saved: number;
  violations: readonly string[];
}

const SECONDS = 5;

/** The parts of `npm start` and two browsers as users have them; tells what came of two conversations at once. */
const [stack, ...browsers] = await Promise.all([openStack({ engine: 'smartqueue', mediaHost: null }), openChromium(), openFirefox()]);
try {
  process.send?.(await talks());
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await stack.close();
}
if (process.connected) process.disconnect();

async function talks(): Promise<Talks> {
  const operators = await Promise.all(browsers.map(async (browser, at) => takeCalls(await browser.newPage(), `op${at + 1}`)));
  const callers = await Promise.all(browsers.map(async (browser) => dial(await browser.newPage())));
  await Promise.all(operators.map(answer));
  // Only then the two are joined, and a caller who leaves ends a conversation.
  await Promise.all(operators.map((page) => until(async () => Math.max(...await page.energies(1)) > audibleEnergy, 'the caller at the operator’s page', 40_000)));
  const heard = await Promise.all([...operators, ...callers].map((page) => page.energies(SECONDS)));
  await Promise.all(callers.map((page) => page.press('Положить трубку')));
  await Promise.all(operators.map(save));
  const [operatorInChromium = [], operatorInFirefox = [], callerInChromium = [], callerInFirefox = []] = heard;
  return {
    heard: {
      'operator in Chromium': operatorInChromium, 'operator in Firefox': operatorInFirefox,
      'caller in Chromium': callerInChromium, 'caller in Firefox': callerInFirefox,
    },
    // It goes out after the pages have closed their wrap-ups.
    saved: await until(async () => (await savedCalls()) === callers.length, 'both calls to be saved').then(savedCalls),
    violations: stack.gateway.violations,
  };
}

async function takeCalls(page: PlainPage, operator: string): Promise<PlainPage> {
  await page.goto(await stack.desk.signInLink(operator));
  await page.sees('Прием звонков отключен');
  await page.press('Включить прием звонков');
  await page.sees('Прием звонков разрешен');
  return page;
}

async function dial(page: PlainPage): Promise<PlainPage> {
  await page.goto(stack.gateway.phoneUrl);
  await page.press('Позвонить');
  await page.sees('Положить трубку');
  return page;
}

async function answer(page: PlainPage): Promise<void> {
  await page.sees('Входящий звонок');
  await page.press('Ответить');
  await page.sees('Разговор с клиентом');
}

async function save(page: PlainPage): Promise<void> {
  await page.sees('Разговор с клиентом завершен');
  await page.press('Сохранить');
  await page.sees('Прием звонков разрешен');
}

/** Calls with a wrap-up that the operator closed by saving. */
async function savedCalls(): Promise<number> {
  const rows = await stack.desk.database.query(`select 1 from wrap_ups where closed_by = 'save'`);
  return rows.length;
}
