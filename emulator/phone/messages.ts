/** What the phone page and the emulator say to each other, as JSON texts over one socket. */
export type FromPage =
  | { type: 'dial'; call: string; from: string; to: string; sdp: string }
  | { type: 'hangup'; call: string }
  | { type: 'tone'; call: string; tone: string };

export type ToPage =
  /** Numbers that lead to a scenario, E.164. */
  | { type: 'numbers'; numbers: string[] }
  | { type: 'answer'; call: string; sdp: string }
  | { type: 'ringing' | 'early' | 'connected'; call: string }
  | { type: 'ended'; call: string; code: number; reason: string };

export function readFromPage(text: string): FromPage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Record<string, unknown>;
  const has = (...keys: string[]) => keys.every((key) => typeof message[key] === 'string');
  if (message['type'] === 'dial' && has('call', 'from', 'to', 'sdp')) return message as FromPage;
  if (message['type'] === 'hangup' && has('call')) return message as FromPage;
  if (message['type'] === 'tone' && has('call', 'tone')) return message as FromPage;
  return undefined;
}
