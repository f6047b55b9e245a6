import { z } from 'zod';
import { TEXT_LIMITS } from '../../contracts/text';

/**
 * Text from a page. PostgreSQL stores no NUL, and half a surrogate pair is no text;
 * both are taken out rather than refused, so that nobody's comment is lost to them.
 */
export const text = (max: number) =>
  z.string().max(max).transform((value) => value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd'));

/** A word of a program, not a person's text: with a character that cannot be stored it is refused. */
export const word = (max: number) => z.string().min(1).max(max).regex(/^[^\u0000\p{Surrogate}]*$/u);
export const id = z.string().min(1).max(100).regex(/^[\w.:-]+$/);
export const callParams = z.object({ callId: id });
export const customerParams = z.object({ customerId: z.string().min(1).max(200).transform((value) => value.replaceAll('\u0000', '')) });
export const customerId = z.string().min(1).max(200).transform((value) => value.replaceAll('\u0000', '')).nullable();
export const comment = text(TEXT_LIMITS.comment);
export const isoTime = z.iso.datetime({ offset: true });
export const day = z.iso.date();
export const number = text(TEXT_LIMITS.number);

/** From the address, so as text. */
export const limit = z.coerce.number().int().min(1).max(200).optional();
/** As a list gave it: moment and id of the last row. */
export const cursor = z.string().regex(/^\d{1,16}~[\w.:-]{1,100}$/).optional();
