import { backOffMs } from '../desk/back-off';
import { createDeskHttp } from '../desk/desk-http';
import { troubleOf } from '../desk/trouble';
import '../element';

/** The desk's own page: a sign-in link's token becomes the cookie, then the dialog or a customer's page is shown. */
const CUSTOMERS = '#/customers/';

async function open(): Promise<void> {
  if (/[#?&](token|ticket)=/.test(location.hash)) {
    const { enter } = await import('./enter');
    await enter({ http: createDeskHttp({ base: '', getToken: null }), backOffMs, passes: (error) => troubleOf(error) === 'unreachable' });
  }
  const element = document.createElement(await elementName());
  element.setAttribute('cookie', '');
  const wanted = new URLSearchParams(location.search);
  for (const name of ['lang', 'theme', 'window']) {
    const value = wanted.get(name);
    if (value !== null) element.setAttribute(name, value);
  }
  if (location.hash === '#/window') {
    Object.assign(element, { session: (await import('./enter')).keptSession() }).setAttribute('window', 'this');
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

window.addEventListener('hashchange', () => { if (location.hash.startsWith('#token=')) location.reload(); });
void open();
