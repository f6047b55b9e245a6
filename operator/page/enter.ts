import { backOffMs } from '../desk/back-off';
import { createDeskHttp, DeskError, type DeskHttp } from '../desk/desk-http';

/** Of this tab alone, so that a link from an embedded page changes nothing of who is signed in here by cookie. */
const KEPT = 'vox-desk-session';

/** A sign-in link's token becomes the cookie. It leaves the address at once: it must stay neither in the history nor on the screen. */
export async function useToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  await untilAnswered((http) => http.call('POST /api/session', { body: { token, cookie: true } }));
}

/** An embedded page's ticket becomes this tab's bearer, which outlives a reload. */
export async function useTicket(): Promise<void> {
  const [page = '', query = ''] = location.hash.split('?');
  const asked = new URLSearchParams(query);
  const ticket = asked.get('ticket');
  if (ticket === null) return;
  asked.delete('ticket');
  const rest = asked.toString();
  history.replaceState(null, '', `${location.pathname}${location.search}${page}${rest === '' ? '' : `?${rest}`}`);
  sessionStorage.removeItem(KEPT);
  const answer = await untilAnswered((http) => http.call('POST /api/session/from-ticket', { body: { ticket } }));
  if (answer?.session) sessionStorage.setItem(KEPT, answer.session);
}

export function keptSession(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Refused is told by the page itself: it finds that nobody is signed in. */
async function untilAnswered<T>(ask: (http: DeskHttp) => Promise<T>): Promise<T | null> {
  const http = createDeskHttp({ base: '', getToken: null });
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await ask(http);
    } catch (error) {
      if (!(error instanceof DeskError) || !error.passes) return null;
      await new Promise((done) => setTimeout(done, backOffMs(attempts, Math.random())));
    }
  }
}
