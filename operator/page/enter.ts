import type { DeskHttp } from '../desk/desk-http';

/** Of this tab alone, so that a link from an embedded page changes nothing of who is signed in here by cookie. */
const KEPT = 'vox-desk-session';

/** Comes only with a link that signs in, and is given what the page has already. */
export interface EnterParts { http: DeskHttp; backOffMs: (attempts: number, jitter: number) => number; passes: (error: unknown) => boolean }

export async function enter(parts: EnterParts): Promise<void> {
  await useToken(parts);
  await useTicket(parts);
}

/** A sign-in link's token becomes the cookie. It leaves the address at once: it must stay neither in the history nor on the screen. */
async function useToken(parts: EnterParts): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  await untilAnswered(parts, () => parts.http.call('POST /api/session', { body: { token, cookie: true } }));
}

/** An embedded page's ticket becomes this tab's bearer, which outlives a reload. */
async function useTicket(parts: EnterParts): Promise<void> {
  const [page = '', query = ''] = location.hash.split('?');
  const asked = new URLSearchParams(query);
  const ticket = asked.get('ticket');
  if (ticket === null) return;
  asked.delete('ticket');
  const rest = asked.toString();
  history.replaceState(null, '', `${location.pathname}${location.search}${page}${rest === '' ? '' : `?${rest}`}`);
  sessionStorage.removeItem(KEPT);
  const answer = await untilAnswered(parts, () => parts.http.call('POST /api/session/from-ticket', { body: { ticket, forDay: page === '#/window' } }));
  if (answer?.session) sessionStorage.setItem(KEPT, answer.session);
}

export function keptSession(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Refused is told by the page itself: it finds that nobody is signed in. */
async function untilAnswered<T>({ passes, backOffMs }: EnterParts, ask: () => Promise<T>): Promise<T | null> {
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error)) return null;
      await new Promise((done) => setTimeout(done, backOffMs(attempts, Math.random())));
    }
  }
}
