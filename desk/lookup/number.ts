import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { LookedUpNumber } from '../../contracts/desk-customers';
import { parseWhole, plainText } from './parse-number';

/** Fewer digits cannot name a person: short codes, extensions, garbage. */
export const SHORTEST_SEARCHED = 7;
const LONGEST = 18;
/** Fewer digits beside a number are an extension, a flat, an hour; more are somebody's number that cannot be read. */
const SHORTEST_UNREAD = 5;
/** So many digits in a row are a whole number by themselves. */
const LONG_ALONE = 10;

export interface ReadNumber {
  raw: string;
  /** With plus; null where it is no whole number. */
  e164: string | null;
  /** Of `e164`, else as written, without extension; '' where there is nothing to search by. */
  digits: string;
  /** The last seven digits, the key of the suffix search. */
  tail: string;
}

/** A field as people fill it in: several numbers, names, extensions. */
export interface ReadField {
  /** `raw` is the part of the field that the number was read from; `words`: what else stands there about it. */
  numbers: (ReadNumber & { words: string })[];
  /** What looks like a number and is none that anybody could be found by; the whole field where it holds no number. */
  unread: string[];
}

/**
 * Reads a number in whatever notation people and networks write it: 8…, +7…, +8…, 7…, ten digits, 810…, 00…, brackets,
 * slashes, dashes, extensions, words around it, `tel:` and `sip:` addresses, full-width or Arabic digits. Of several the first.
 */
export function readNumber(raw: string, region: string): ReadNumber {
  const [first] = readField(raw, region).numbers;
  return first ? { raw, e164: first.e164, digits: first.digits, tail: first.tail } : { raw, e164: null, digits: '', tail: '' };
}

/** As `readNumber`, every number of the field. */
export function readField(raw: string, region: string): ReadField {
  const plain = plainText(raw).trim();
  const address = /^(sips?|tel):([^@;?]*)/i.exec(plain);
  if (address && (/^sip/i.test(address[1] ?? '') || NUMBER_ONLY.test(address[2] ?? ''))) return readAddress(address[2] ?? '', region);
  const field: ReadField = { numbers: [], unread: [] };
  for (const part of plain.split(SEPARATORS)) readPart(part, region, field);
  if (field.numbers.length === 0 && !/\p{L}/u.test(plain)) addWhole(plain, region, field);
  if (field.numbers.length === 0 && plain !== '') field.unread = [plain];
  return field;
}

/** How people of the region write it. */
export function showNumber(read: ReadNumber, region: string): LookedUpNumber {
  const parsed = read.e164 === null ? undefined : parsePhoneNumberFromString(read.e164);
  const display = parsed === undefined ? read.raw
    : parsed.country === region ? parsed.formatNational() : parsed.formatInternational();
  return { raw: read.raw, e164: read.e164, display };
}

const NUMBER_ONLY = /^[+\d\s().\-/]*$/;
const SEPARATORS = /[\n\r;,|]|(?<!\p{L})(?:и|или|and|or)(?!\p{L})/u;
/** Digits and what people put between those of one number. */
const RUN = /(?:\+\s*)?[([]*\d[\d()[\] \t.·\-/\\_~]*/g;
const EXTENSION_WORD = /(?<!\p{L})(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|durchwahl)\s*\.?\s*[:=]?\s*$/iu;
/** Words that say only that a number follows. */
const NOISE = /^(?:т|тел|телефон|tel|phone|no|&)\.?$/iu;
const EXTENSION_SIGN = /[x#*]\s*$/i;

function readAddress(user: string, region: string): ReadField {
  const read = NUMBER_ONLY.test(user) ? readOne(user, region) : null;
  return { numbers: read ? [{ ...read, words: '' }] : [], unread: [] };
}

/** What stands between two separators: words, and one number or several. */
function readPart(part: string, region: string, field: ReadField): void {
  const found: ReadNumber[] = [];
  let words = '';
  let end = 0;
  for (const run of part.matchAll(RUN)) {
    const before = part.slice(end, run.index);
    end = run.index + run[0].length;
    const { length } = digitsOf(run[0]);
    const isExtension = EXTENSION_WORD.test(before) || (EXTENSION_SIGN.test(before) && length < SHORTEST_SEARCHED && found.length + field.numbers.length > 0);
    const { numbers, rest } = isExtension || length < SHORTEST_SEARCHED ? { numbers: [], rest: run[0] } : readRun(run[0], region);
    found.push(...numbers);
    words += numbers.length > 0 ? `${before} ${rest} ` : `${before}${rest}`;
    if (!isExtension && numbers.length === 0 && length >= SHORTEST_UNREAD) field.unread.push(run[0].trim());
  }
  addFound(field, found, tidy(words + part.slice(end)));
}

/** The words go to the first number of the part; of a part without one (an extension, a name) to the number before. */
function addFound(field: ReadField, found: readonly ReadNumber[], words: string): void {
  const last = field.numbers.at(-1);
  if (found.length === 0 && last) last.words = tidy(`${last.words} ${words}`);
  field.numbers.push(...found.map((read, index) => ({ ...read, words: index === 0 ? words : '' })));
}

interface ReadRun { numbers: ReadNumber[]; rest: string }

/** One whole number; else the whole ones that stand in it one behind the other; else what may be the end of one. */
function readRun(run: string, region: string): ReadRun {
  const one = readOne(run, region);
  const groups = run.trim().split(/[\s/\\]+/);
  if (one?.e164 != null && !hidesAnother(groups, one, region)) return { numbers: [one], rest: '' };
  const whole = wholeOnes(groups, region);
  if (whole.numbers.length > 0) return whole;
  const halves = groups.length > 1 ? groups.map((group) => readOne(group, region)) : [];
  if (halves.length > 0 && halves.every((half) => half !== null)) return { numbers: halves, rest: '' };
  return one ? { numbers: [one], rest: '' } : { numbers: [], rest: run };
}

/** `5 9161234567`, a flat and a number, is no number of Bolivia. */
function hidesAnother(groups: readonly string[], one: ReadNumber, region: string): boolean {
  if (groups.length === 1 || one.raw.includes('+')) return false;
  return groups.some((group) => digitsOf(group).length >= LONG_ALONE && (readOne(group, region)?.e164 ?? one.e164) !== one.e164);
}

/** Greedily, from the left: each takes as many groups as still make a whole number that hides no other. */
function wholeOnes(groups: readonly string[], region: string): ReadRun {
  const numbers: ReadNumber[] = [];
  const rest: string[] = [];
  for (let from = 0; from < groups.length; from++) {
    const lengths = Array.from({ length: groups.length - from }, (_, index) => groups.length - index);
    const to = lengths.find((end) => {
      const read = readOne(groups.slice(from, end).join(' '), region);
      if (read?.e164 == null || hidesAnother(groups.slice(from, end), read, region)) return false;
      return numbers.push(read);
    });
    if (to === undefined) rest.push(groups[from] ?? '');
    else from = to - 1;
  }
  return { numbers, rest: rest.join(' ') };
}

/** Digits that somebody parted by what usually parts numbers. */
function addWhole(plain: string, region: string, field: ReadField): void {
  const read = readOne(plain.replace(/[,;|]/g, ' '), region);
  if (read?.e164 == null) return;
  field.numbers.push({ ...read, words: '' });
  field.unread = [];
}

function readOne(text: string, region: string): ReadNumber | null {
  const digits = digitsOf(text);
  if (digits.length < SHORTEST_SEARCHED || digits.length > LONGEST) return null;
  const e164 = parseWhole(text, region);
  const known = e164 === null ? digits : e164.slice(1);
  return { raw: text.trim(), e164, digits: known, tail: known.slice(-SHORTEST_SEARCHED) };
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Without brackets, and the marks that are left where numbers were taken out. */
function tidy(words: string): string {
  return words.replace(/[()[\]{}]/g, ' ').replace(/\s+/g, ' ').replace(/^[\s:.,#*/\\-]+|[\s:,#*/\\-]+$/g, '').replace(NOISE, '');
}
