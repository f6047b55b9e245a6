import { z } from 'zod';
import { notify, type Database, type Queryable } from '../database/port';

/** What one desk process tells all of them, itself included, when a transaction commits: ids, and what pages tell each other. */
const base = { franchise: z.string() };
const person = { ...base, operator: z.string() };
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leadership'), ...person }),
  z.object({ kind: z.literal('wrapUp'), ...person, callId: z.string() }),
  z.object({ kind: z.literal('wrapUpWarning'), ...person, callId: z.string() }),
  z.object({ kind: z.literal('holdoutOver'), ...person, callId: z.string(), why: z.string() }),
  z.object({ kind: z.literal('commandResult'), ...person, callId: z.string(), commandId: z.string() }),
  z.object({ kind: z.literal('saved'), ...person, callId: z.string(), saveId: z.string(), customerId: z.string().nullable().optional() }),
  z.object({ kind: z.literal('call'), ...base, callId: z.string() }),
  z.object({ kind: z.literal('team'), ...base }),
  z.object({ kind: z.literal('callbacks'), ...base }),
  z.object({ kind: z.literal('transfer'), ...person, transferId: z.string() }),
  z.object({ kind: z.literal('signedOut'), ...person }),
  z.object({ kind: z.literal('window'), ...person, part: z.string(), from: z.number(), isLast: z.boolean() }),
]);
export type BusMessage = z.infer<typeof message>;

export const CHANNEL = 'desk';

export async function say(db: Queryable, said: BusMessage): Promise<void> {
  await notify(db, CHANNEL, JSON.stringify(said));
}

export async function hear(db: Database, onMessage: (said: BusMessage) => void): Promise<() => Promise<void>> {
  return db.listen(CHANNEL, (payload) => {
    const said = message.safeParse(parse(payload));
    // A newer desk on the same database may say more than this one knows.
    if (said.success) onMessage(said.data);
  });
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
