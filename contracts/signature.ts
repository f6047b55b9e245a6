/** HMAC-SHA256 of `data` under `key`, as lower-case hex. Passed in: each side has its own crypto. */
export type HmacSha256Hex = (key: string, data: string) => string;

export const SIGNATURE_HEADERS = {
  time: 'X-Vox-Time',
  nonce: 'X-Vox-Nonce',
  key: 'X-Vox-Key',
  sign: 'X-Vox-Sign',
} as const;

/** How far X-Vox-Time may be from the receiver's clock, either way. */
export const SIGNATURE_WINDOW_MS = 60_000;
/** How long a receiver remembers a nonce. */
export const NONCE_KEPT_MS = 120_000;
/** Secrets by their names; X-Vox-Key carries the name. Receivers take both. */
export const DESK_KEY_NAMES = ['VOX_DESK_KEY_1', 'VOX_DESK_KEY_2'] as const;
export type DeskKeyName = (typeof DESK_KEY_NAMES)[number];

export interface SignedMessage {
  /** ASCII JSON, see `toAsciiJson`. */
  body: string;
  nowMs: number;
  nonce: string;
  keyName: DeskKeyName;
  key: string;
}

/** The four headers for a body. The signature covers `time.nonce.body`. */
export function signHeaders(message: SignedMessage, hmac: HmacSha256Hex): Record<string, string> {
  const time = String(message.nowMs);
  return {
    [SIGNATURE_HEADERS.time]: time,
    [SIGNATURE_HEADERS.nonce]: message.nonce,
    [SIGNATURE_HEADERS.key]: message.keyName,
    [SIGNATURE_HEADERS.sign]: hmac(message.key, `${time}.${message.nonce}.${message.body}`),
  };
}

export type SignatureVerdict =
  | { ok: true; nonce: string }
  | { ok: false; why: 'missing-header' | 'stale' | 'unknown-key' | 'bad-signature' | 'replayed' };

export interface SignatureCheck {
  headers: (name: string) => string | undefined;
  body: string;
  nowMs: number;
  /** The keys by name; an absent one is not accepted. */
  keys: (name: string) => string | undefined;
  /** True where this nonce was seen within `NONCE_KEPT_MS`. */
  seen: (nonce: string) => boolean;
}

/** Checks the four headers; the caller remembers the nonce of an accepted message. */
export function checkSignature(check: SignatureCheck, hmac: HmacSha256Hex): SignatureVerdict {
  const time = check.headers(SIGNATURE_HEADERS.time);
  const nonce = check.headers(SIGNATURE_HEADERS.nonce);
  const keyName = check.headers(SIGNATURE_HEADERS.key);
  const sign = check.headers(SIGNATURE_HEADERS.sign);
  if (!time || !nonce || !keyName || !sign) return { ok: false, why: 'missing-header' };
  const sentMs = Number(time);
  if (!(Math.abs(check.nowMs - sentMs) <= SIGNATURE_WINDOW_MS)) return { ok: false, why: 'stale' };
  const key = isDeskKeyName(keyName) ? check.keys(keyName) : undefined;
  if (!key) return { ok: false, why: 'unknown-key' };
  const expected = hmac(key, `${time}.${nonce}.${check.body}`);
  if (!equalInConstantTime(expected, sign)) return { ok: false, why: 'bad-signature' };
  if (check.seen(nonce)) return { ok: false, why: 'replayed' };
  return { ok: true, nonce };
}

function isDeskKeyName(name: string): name is DeskKeyName {
  return (DESK_KEY_NAMES as readonly string[]).includes(name);
}

/** Time must not tell how many leading characters were right. */
function equalInConstantTime(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) {
    difference |= left.charCodeAt(i) ^ right.charCodeAt(i % Math.max(1, right.length));
  }
  return difference === 0;
}

const NOT_ASCII = /[\u007f-\uffff]/g;

/** JSON with every non-ASCII character escaped, so that UTF-8 or Latin-1 on the way do no harm. */
export function toAsciiJson(value: unknown): string {
  return asciiJson(JSON.stringify(value));
}

/** The same for what is JSON already. */
export function asciiJson(text: string): string {
  // Most is ASCII already, and to look is quicker than to replace nothing.
  if (text.search(NOT_ASCII) < 0) return text;
  return text.replace(NOT_ASCII, (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));
}
