import '../element';
import { createDeskHttp } from '../desk/desk-http';
import { backOffMs } from '../desk/back-off';
import { DeskError } from '../desk/desk-http';

/** The desk's own page: a sign-in link's token becomes the cookie, then the dialog or a customer's page is shown. */
const CUSTOMERS = '#/customers/';

async function open(): Promise<void> {
  await useToken();
  const element = document.createElement(await elementName());
  element.setAttribute('cookie', '');
  const wanted = new URLSearchParams(location.search);
  for (const name of ['lang', 'theme']) {
    const value = wanted.get(name);
    if (value !== null) element.setAttribute(name, value);
  }
  if (element.lang.startsWith('en')) document.documentElement.lang = 'en';
  const main = document.createElement('main');
  main.append(element);
  document.body.replaceChildren(main);
}

async function elementName(): Promise<'vox-customer' | 'vox-incoming'> {
  if (!location.hash.startsWith(CUSTOMERS)) return 'vox-incoming';
  await import('./customer-element');
  return 'vox-customer';
}

/** The token leaves the address at once: it must stay neither in the history nor on the screen. */
async function useToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  const http = createDeskHttp({ base: '', getToken: null });
  for (let attempts = 0; ; attempts += 1) {
    try {
      await http.call('POST /api/session', { body: { token, cookie: true } });
      return;
    } catch (error) {
      // A refused token is told by the page itself: it finds that nobody is signed in.
      if (!(error instanceof DeskError) || !error.passes) return;
      await new Promise((done) => setTimeout(done, backOffMs(attempts, Math.random())));
    }
  }
}

window.addEventListener('hashchange', () => { if (location.hash.startsWith('#token=')) location.reload(); });
void open();
