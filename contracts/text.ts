/**
 * How many characters (UTF-16 units) a text may have that a person types. The desk refuses more and names field and limit;
 * the page keeps what was typed and says so.
 */
export const TEXT_LIMITS = {
  comment: 8_000,
  /** A draft is kept also where it is too long to be saved. */
  draft: 50_000,
  customerName: 500,
  customerNote: 20_000,
  number: 200,
  numberLabel: 200,
  listNote: 200,
  search: 200,
} as const;

export const CUSTOMER_NUMBERS_MOST = 20;

/** Nothing of it can be seen: empty, spaces of whatever kind, invisible characters. */
export function isBlank(text: string): boolean {
  return /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}
