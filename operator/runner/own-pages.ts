import type { CustomerHit } from '../../contracts/desk-customers';
import { troubleOf } from '../desk/trouble';
import type { Services } from './services';

type Query = Readonly<Record<string, string>>;
type Creation = { number: string; callId: string | null };

/** The desk's own page of a customer, for a browser that is signed in at the desk itself. */
export function customerUrl({ base, look }: Pick<Services, 'base' | 'look'>, id: string, query: Query = {}): string {
  const [shown, asked] = [look(), query].map((part) => new URLSearchParams(part).toString()).map((text) => (text === '' ? '' : `?${text}`));
  return `${base}/${shown}#/customers/${encodeURIComponent(id)}${asked}`;
}

/**
 * A click on a customer. True where it is taken care of: by the page around this one, or, where this page is signed in by
 * bearer, in a window that is led on with a ticket. Else the browser follows the link itself.
 */
export function openCustomer(services: Services, customer: CustomerHit): boolean {
  const { host, http, windows } = services;
  if (host.openCustomer(customer)) return true;
  const windowId = crypto.randomUUID();
  if (customer.pageUrl !== null || !http.usesBearer || !windows.open(windowId)) return false;
  void lead(services, { windowId, creation: null, address: () => withTicket(services, customer.id) });
  return true;
}

/** Leads the window that «создать клиента» opened to the form: the ERP's, or the desk's own. */
export function toCreation(services: Services, { windowId, ...creation }: Creation & { windowId: string | null }): void {
  const id = windowId ?? crypto.randomUUID();
  if (windowId === null && !services.windows.open(id)) return services.dispatch({ type: 'window.failed', why: 'blocked', creation });
  void lead(services, { windowId: id, creation, address: () => creationUrl(services, creation) });
}

interface Led { windowId: string; creation: Creation | null; address: () => Promise<string> }

async function lead({ windows, dispatch }: Services, { windowId, creation, address }: Led): Promise<void> {
  try {
    windows.go(windowId, await address());
  } catch (error) {
    windows.close(windowId);
    // A host that gives no token is put right by signing in anew, too.
    dispatch({ type: 'window.failed', why: troubleOf(error) === 'unreachable' ? 'unreachable' : 'forbidden', creation });
  }
}

async function creationUrl(services: Services, { number, callId }: Creation): Promise<string> {
  const template = await erpForm(services);
  if (template === null) return withTicket(services, 'new', { number, call: callId ?? '' });
  return template.replace('{number}', encodeURIComponent(number)).replace('{call}', encodeURIComponent(callId ?? ''));
}

/** An ERP that was down when this page was loaded may be back. */
async function erpForm({ state, http }: Services): Promise<string | null> {
  const { source, creationUrl: known } = state().profile?.customers ?? { source: 'own', creationUrl: null };
  if (source === 'own' || known !== null) return known;
  return (await http.call('GET /api/me', {})).customers.creationUrl;
}

async function withTicket(services: Services, id: string, query: Query = {}): Promise<string> {
  if (!services.http.usesBearer) return customerUrl(services, id, query);
  const { ticket } = await services.http.call('POST /api/session/ticket', {});
  return customerUrl(services, id, { ...query, ticket });
}
