const MOST_CHARACTERS = 500;

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A name as others may have given it in the account, each character that a terminal obeys or hides spelt out: `\u001b`. */
export function spelt(name: string): string {
  return name.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What a far side says, as a terminal may be given it: one line without control characters, and not without end. */
export function plainText(said: unknown): string {
  const text = String(said);
  const line = text.slice(0, MOST_CHARACTERS).replace(UNPRINTABLE, ' ').replace(/ +/g, ' ').trim();
  return text.length > MOST_CHARACTERS ? `${line}…` : line;
}
