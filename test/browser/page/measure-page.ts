import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { writeWav } from '../../../emulator/gateway/media/wav';
import { buildPage, type BuiltFile } from '../../../operator/build/build-page';
import { createGatewayWorld, loginOf, passwordOf, connect } from '../gateway/world';
import { launch } from '../support/browser';
import { openCaller } from './caller-page';
import { timeToSound, watchFirstSound } from './first-sound';
import { openOperator } from './operator-page';
import { openStack, ROOT } from './stack';

/** Calls of each kind, by turns; the medians are compared. */
const CALLS = 7;

export interface Measured { sizes: BuiltFile[]; ourMs: number; bareMs: number }

/** Both in one browser: our page in the whole product, and a page with nothing but the Web SDK at a bare scenario. */
export async function measurePage(): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vox-bench-'));
  const microphone = path.join(folder, 'voice.wav');
  await writeFile(microphone, voice());
  const sizes = await buildPage({ root: ROOT, outDir: path.join(folder, 'page') });
  const browser = await launch({ microphone });
  const [ours, bare] = await Promise.all([openOurs(browser), openBare(browser)]);
  try {
    const times: { ourMs: number; bareMs: number }[] = [];
    for (let call = 0; call < CALLS; call += 1) times.push({ ourMs: await ours.measure(), bareMs: await bare.measure(call) });
    return { sizes, ourMs: median(times.map(({ ourMs }) => ourMs)), bareMs: median(times.map(({ bareMs }) => bareMs)) };
  } finally {
    await browser.close();
    await Promise.all([ours.close(), bare.close(), rm(folder, { recursive: true, force: true })]);
  }
}

async function openOurs(browser: Browser) {
  const stack = await openStack({ engine: 'smartqueue' });
  const [anna, caller] = await Promise.all([openOperator(browser, stack, { operator: 'op1', prepare: watchFirstSound }), openCaller(browser, stack)]);
  await anna.takeCalls();
  return {
    async measure(): Promise<number> {
      await caller.call();
      await anna.sees('Входящий звонок');
      const ms = await timeToSound(anna.page, () => anna.page.evaluate(() => {
        const buttons = document.querySelector('vox-incoming')?.shadowRoot?.querySelectorAll('button') ?? [];
        window.dispatchEvent(new Event('vox-bench-click'));
        [...buttons].find((button) => button.textContent?.trim() === 'Ответить')?.click();
      }));
      await caller.hangUp();
      await anna.sees('Разговор с клиентом завершен');
      await anna.click('Отмена');
      await anna.sees('Прием звонков разрешен');
      return ms;
    },
    close: () => stack.close(),
  };
}

async function openBare(browser: Browser) {
  const world = await createGatewayWorld();
  const [anna, boris] = await Promise.all([world.page(browser), world.page(browser, watchFirstSound)]);
  for (const [page, user] of [[anna, 'anna'], [boris, 'boris']] as const) {
    await connect(page, world.gateway.host);
    await page.run('login', loginOf(user), passwordOf(user));
  }
  return {
    async measure(call: number): Promise<number> {
      await anna.run('place', { number: 'boris', video: false });
      await boris.next('IncomingCall');
      const ms = await timeToSound(boris.page, () => boris.page.evaluate((index) => {
        const { vox } = window as unknown as { vox: { run(name: string, args: unknown[]): Promise<unknown> } };
        window.dispatchEvent(new Event('vox-bench-click'));
        return vox.run('call', [index, 'answer']);
      }, call));
      await anna.call(call, 'hangup');
      await Promise.all([anna.next('Disconnected'), boris.next('Disconnected')]);
      return ms;
    },
    close: () => world.close(),
  };
}

/** Something that no noise suppression takes for noise: a tone that swells eight times a second. */
function voice(): Buffer {
  const rate = 48_000;
  return writeWav(Float32Array.from({ length: rate * 2 }, (_, index) => {
    const seconds = index / rate;
    return 0.5 * (0.6 + 0.4 * Math.sin(2 * Math.PI * 8 * seconds)) * Math.sin(2 * Math.PI * 320 * seconds);
  }), rate);
}

function median(values: number[]): number {
  return Math.round((values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN) * 10) / 10;
}
