const MOST_CHARACTERS = 500;

/** What a far side says, as a terminal may be given it: one line without control characters, and not without end. */
export function plainText(said: unknown): string {
  const text = String(said);
  const line = text.slice(0, MOST_CHARACTERS).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim();
  return text.length > MOST_CHARACTERS ? `${line}…` : line;
}
