import { z } from 'zod';
import type { PageToDesk } from '../../contracts/desk-live';
import { id, word } from '../http/schemas';

/** A word that a newer page says is kept as it came; what it offers besides is not taken up. */
const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), session: z.string().max(200).nullable(), pageId: id, together: z.literal(true).optional().catch(undefined) }),
  z.object({ type: z.literal('presence'), presence: word(50), callId: id.nullable() }),
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
