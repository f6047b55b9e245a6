import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { LIVE_PATH, parseDeskMessages, type DeskToPage, type PageToDesk } from '../../../contracts/desk-live';
import type { World } from './world';

export interface LiveTestPage {
  heard: DeskToPage[];
  texts: string[];
  say(message: PageToDesk): void;
  sayText(text: string): void;
  /** Resolves with the first message of that type that was not taken before. */
  next<T extends DeskToPage['type']>(type: T): Promise<Extract<DeskToPage, { type: T }>>;
  closed: Promise<void>;
  socket: WebSocket;
}

/** Where the world's desk listens; it starts to with the first that asks. */
export async function listen(world: World): Promise<string> {
  const { server } = world.desk.app;
  if (!server.listening) await world.desk.app.listen({ port: 0, host: '127.0.0.1' });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A live channel with nothing said yet. */
export async function connect(world: World, options: ClientOptions = {}): Promise<LiveTestPage> {
  return connectTo(await listen(world), options);
}

/** As `connect`, to a desk at an address. */
export async function connectTo(host: string, options: ClientOptions = {}): Promise<LiveTestPage> {
  const socket = new WebSocket(`ws://${host}${LIVE_PATH}`, options);
  onTestFinished(() => socket.terminate());
  const heard: DeskToPage[] = [];
  const texts: string[] = [];
  const taken = new Set<DeskToPage>();
  let wake = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    texts.push(text);
    heard.push(...parseDeskMessages(text));
    wake();
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
  return {
    heard, texts, socket, closed,
    say: (message) => socket.send(JSON.stringify(message)),
    sayText: (text) => socket.send(text),
    async next(type) {
      for (;;) {
        const found = heard.find((message) => message.type === type && !taken.has(message));
        if (found) { taken.add(found); return found as never; }
        await new Promise<void>((resolve) => { wake = resolve; });
      }
    },
  };
}

/** Signed in on the live channel, welcomed. */
export async function goLive(world: World, operator: string, pageId = `page-of-${operator}`): Promise<LiveTestPage & { session: string }> {
  const { session } = await world.signIn(operator);
  const page = await connect(world);
  page.say({ type: 'hello', session, pageId });
  await page.next('welcome');
  return { ...page, session };
}
