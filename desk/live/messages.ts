import { z } from 'zod';
import type { PageToDesk } from '../../contracts/desk-live';
import { id } from '../http/schemas';

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), session: z.string().max(200).nullable(), pageId: id, together: z.literal(true).optional() }),
  z.object({
    type: z.literal('presence'),
    presence: z.enum(['offline', 'off', 'ready', 'ringing', 'talking', 'wrap-up', 'paused']),
    callId: id.nullable(),
  }),
  z.object({ type: z.literal('ping') }),
]) satisfies z.ZodType<PageToDesk>;

/** Undefined for anything that is no message of a page. */
export function readPageMessage(text: string): PageToDesk | undefined {
  try {
    const read = message.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
