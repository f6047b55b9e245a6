import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { createWebSdkPhone } from '../../../operator/phone/web-sdk-phone';
import type { PhoneEvent } from '../../../operator/state';
import { until } from './audio';
import type { SdkPage } from './sdk-page';

/** The page's own phone, the Web SDK behind its port, in a page with nothing else. */
export interface PagePhone {
  connect(): Promise<void>;
  /** The first event of this type that was not taken yet; waits for it. */
  next<T extends PhoneEvent['type']>(type: T, limitMs?: number): Promise<Extract<PhoneEvent, { type: T }>>;
}

interface PhoneWindow {
  PagePhone: { createWebSdkPhone: typeof createWebSdkPhone };
  answerKey(key: string): Promise<string>;
  phone: ReturnType<typeof createWebSdkPhone>;
  phoneEvents: PhoneEvent[];
}

export interface PhoneUser { host: string; login: string; password: string }

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

export async function openPagePhone({ page }: SdkPage, { host, login, password }: PhoneUser): Promise<PagePhone> {
  const user = login.replace(/@.*/, '');
  await page.exposeFunction('answerKey', (key: string) => md5(`${key}|${md5(`${user}:voximplant.com:${password}`)}`));
  await page.addScriptTag({ content: await bundle() });
  await page.evaluate(() => {
    const own = window as unknown as PhoneWindow;
    own.phoneEvents = [];
    own.phone = own.PagePhone.createWebSdkPhone({
      emit: (event) => void own.phoneEvents.push(event), sdkUrl: '/never-needed.js', signKey: (key) => own.answerKey(key),
    });
  });
  const taken = new Map<string, number>();
  const events = () => page.evaluate(() => (window as unknown as PhoneWindow).phoneEvents);
  return {
    connect: () => page.evaluate((account) => (window as unknown as PhoneWindow).phone.connect(account),
      { login, node: 'NODE_1', queueType: 'SmartQueue' as const, serverIp: host }),
    async next(type, limitMs) {
      const nth = taken.get(type) ?? 0;
      taken.set(type, nth + 1);
      let found: PhoneEvent | undefined;
      await until(async () => {
        found = (await events()).filter((event) => event.type === type)[nth];
        return found !== undefined;
      }, `${type} of the page's phone`, limitMs);
      return found as never;
    },
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: ['operator/phone/web-sdk-phone.ts'], bundle: true, write: false, format: 'iife', globalName: 'PagePhone',
    target: 'es2022', logLevel: 'silent',
  });
  return built.outputFiles[0]?.text ?? '';
}
