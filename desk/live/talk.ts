import type { IncomingMessage } from 'node:http';
import cookies from '@fastify/cookie';
import type { WebSocket } from 'ws';
import { LIVE_SILENCE_MS, type DeskToPage, type PageToDesk } from '../../contracts/desk-live';
import type { Clock } from '../clock';
import type { DeskConfig } from '../config';
import { describeError, type Log } from '../http/log';
import { isOwnOrigin, readSession } from '../http/session-token';
import type { InHand } from '../in-hand';
import { speaks } from '../lease/leadership';
import type { Leaderships } from '../sign-in/leadership';
import type { Sessions } from '../sign-in/sessions';
import { CHANNELS_OF_FRANCHISE, CHANNELS_OF_OPERATOR } from './caps';
import type { Hub, LivePage } from './hub';
import { readPageMessage } from './messages';
import type { Presences } from './presences';

export interface TalkParts {
  clock: Clock; config: DeskConfig; log: Log; hub: Hub; sessions: Sessions; presences: Presences; leaderships: Leaderships;
  welcome: (page: LivePage) => Promise<void>; inHand: InHand;
  /** The channel has said whose it is. */
  onHello: () => void;
}

/** A page says who it is at once; whoever does not is no page of ours. */
const HELLO_MS = 15_000;
const MESSAGES_MOST = 120;
const MESSAGES_WINDOW_MS = 10_000;

/** One page's live channel: hello first, then presence and pings, until it falls silent. */
export function talkTo(socket: WebSocket, request: IncomingMessage, parts: TalkParts): void {
  const { clock } = parts;
  let page: LivePage | undefined;
  let leave = (): void => undefined;
  let queue = Promise.resolve();
  let counted = { ago: clock.stopwatch(), messages: 0 };

  const close: LivePage['close'] = (why) => {
    // A page that sleeps does not answer the close either; it counts as gone now.
    leave();
    send(socket, { type: 'bye', why });
    socket.close(1000, why);
  };
  let silence = clock.after(LIVE_SILENCE_MS, () => close('silent'));
  // What never was a page waits for no handshake of closing either.
  const hello = clock.after(HELLO_MS, () => socket.terminate());

  const onMessage = async (message: PageToDesk): Promise<void> => {
    if (message.type === 'hello') {
      const entered = await enter(message, request, parts);
      if (!entered) return close('signed-out');
      if (page === undefined && isOneTooMany(message.pageId, entered.scope, parts.hub)) return close('too-much');
      hello.cancel();
      parts.onHello();
      leave();
      page = {
        ...entered, pageId: message.pageId, close,
        send: (out) => send(socket, out),
        sendAll: (all) => (message.together ? send(socket, all) : all.forEach((out) => send(socket, out))),
      };
      leave = parts.hub.add(page);
      await parts.welcome(page);
    } else if (page) {
      await answer(page, message, parts);
    } else {
      close('signed-out');
    }
  };

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (counted.ago() > MESSAGES_WINDOW_MS) counted = { ago: clock.stopwatch(), messages: 0 };
    if (++counted.messages > MESSAGES_MOST) return close('too-much');
    const message = isBinary ? undefined : readPageMessage(data.toString('utf8'));
    if (!message) return;
    silence.cancel();
    silence = clock.after(LIVE_SILENCE_MS, () => close('silent'));
    // One at a time, in order: a presence must not overtake the hello before it.
    queue = queue.then(() => onMessage(message)).catch((error: unknown) => {
      parts.log.error({ err: describeError(error) }, 'live channel failed');
      close('restart');
    });
    parts.inHand.add(queue);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => { silence.cancel(); hello.cancel(); leave(); });
}

function isOneTooMany(pageId: string, scope: LivePage['scope'], hub: Hub): boolean {
  const own = hub.ofOperator(scope).filter((page) => page.pageId !== pageId);
  return own.length >= CHANNELS_OF_OPERATOR || hub.ofFranchise(scope.franchise).length > CHANNELS_OF_FRANCHISE;
}

async function answer(page: LivePage, message: Exclude<PageToDesk, { type: 'hello' }>, parts: TalkParts): Promise<void> {
  if (message.type === 'ping') return page.send({ type: 'pong', deskMs: parts.clock.now() });
  const lease = await parts.leaderships.read(page.scope);
  // Only the leading page speaks for the operator; the others' words would flicker.
  if (speaks(lease, page.pageId)) await parts.presences.set(page.scope, message);
}

async function enter(hello: PageToDesk & { type: 'hello' }, request: IncomingMessage, parts: TalkParts): Promise<Pick<LivePage, 'scope' | 'session'> | undefined> {
  const isOwnPage = isOwnOrigin(request.headers);
  const cookie = isOwnPage ? readSession({ headers: {}, cookies: cookies.parse(request.headers.cookie ?? '') })?.token : undefined;
  const session = hello.session ?? cookie ?? '';
  const scope = await parts.sessions.find(session);
  const isAllowed = scope && (isOwnPage || parts.config.franchises[scope.franchise]?.origins.includes(request.headers.origin ?? ''));
  return isAllowed ? { scope, session } : undefined;
}

/** The same goes to all pages of a franchise; it is written out once. */
const written = new WeakMap<object, Buffer>();

function send(socket: WebSocket, said: DeskToPage | readonly DeskToPage[]): void {
  if (socket.readyState !== socket.OPEN) return;
  const text = written.get(said) ?? Buffer.from(JSON.stringify(said));
  written.set(said, text);
  socket.send(text, { binary: false });
}
