/** Credentials of a session; no trace shows them. */
const SECRET = new Set(['accessURL', 'accessSecureURL']);

/** What of an event's payload goes into the trace: plain values; platform objects by their id. */
export function shownPayload(payload: object): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(payload)) {
    if (key === 'name' || SECRET.has(key)) continue;
    const plain = shownValue(value);
    if (plain !== undefined) shown[key] = plain;
  }
  return shown;
}

function shownValue(value: unknown): unknown {
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === Object.prototype || Array.isArray(value)) return value;
  const { id } = value as { id?: unknown };
  if (typeof id === 'function') return String((id as () => unknown).call(value));
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
