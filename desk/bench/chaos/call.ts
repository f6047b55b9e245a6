import { conversation } from '../soak-call';
import type { ChaosClient } from './client';
import type { Signed } from './killable-desk';

/** What the desk has acknowledged of one call. */
export interface Kept { callId: string; franchise: string; events: string[]; isSaved: boolean; customer: boolean; savedWithinMs: number }

/** One call: three batches of events, two of them sent twice at once, a customer, a draft, and the save, twice at once. */
export async function playCall(client: ChaosClient, who: Signed, callId: string): Promise<Kept> {
  const { franchise, session } = who;
  const kept: Kept = { callId, franchise, events: [], isSaved: false, customer: false, savedWithinMs: Infinity };
  let lastBegan = 0;
  for (const batch of conversation({ callId, ...who, nowMs: Date.now() })) {
    lastBegan = performance.now();
    const told = await Promise.all([client.events(batch), ...(batch.events.length > 1 ? [client.events(batch)] : [])]);
    if (!told.includes(true)) return kept;
    kept.events.push(...batch.events.map(({ id }) => id));
  }
  const page = (method: string, path: string, body: object) => client.page(session, { method, path, body });
  kept.customer = await page('POST', '/api/customers', {
    name: `Клиент ${callId}`, note: '', numbers: [{ number: '+79161234567' }], saveId: `c-${callId}`,
  });
  await page('PUT', `/api/calls/${callId}/draft`, { comment: 'черновик', customerId: null, revision: 1 });
  const save = {
    saveId: `s-${callId}`, comment: `Договорились ${callId}`, customerId: null, savedAt: new Date().toISOString(),
  };
  const saved = await Promise.all([1, 2].map(() => page('POST', `/api/calls/${callId}/wrap-up/save`, save)));
  kept.isSaved = saved.includes(true);
  kept.savedWithinMs = performance.now() - lastBegan;
  return kept;
}
