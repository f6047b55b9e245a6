import { z } from 'zod';

/**
 * Text from a page. PostgreSQL stores no NUL, and half a surrogate pair is no text;
 * both are taken out rather than refused, so that nobody's comment is lost to them.
 */
export const text = (max: number) =>
  z.string().max(max).transform((value) => value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd'));

export const id = z.string().min(1).max(100).regex(/^[\w.:-]+$/);
export const callParams = z.object({ callId: id });
export const customerParams = z.object({ customerId: z.string().min(1).max(200).transform((value) => value.replaceAll('\u0000', '')) });
export const customerId = z.string().min(1).max(200).transform((value) => value.replaceAll('\u0000', '')).nullable();
export const COMMENT_MAX = 20_000;
export const comment = text(COMMENT_MAX);
export const isoTime = z.iso.datetime({ offset: true });
export const day = z.iso.date();
export const number = text(200);

/** From the address, so as text. */
export const limit = z.coerce.number().int().min(1).max(200).optional();
export const cursor = z.string().max(100).optional();
