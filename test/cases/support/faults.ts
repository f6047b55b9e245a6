/** What a script writes into its log where it fails on purpose. */
export const ON_PURPOSE = 'fails on purpose';

/**
 * The script with every name of the platform behind something that throws at these times, counted from 1: when a
 * function is called, a field of an event is read, the clock is looked at. So an error comes out of every handler and
 * every promise, in every state. What is done while the script is loaded does not count: then nobody listens yet; and the
 * clock fails the first time only, since it stands for whatever the script does by itself.
 */
export function withFaults(code: string, at: readonly number[]): string {
  const begin = code.indexOf('(()=>{');
  if (begin < 0) throw new Error('The bundle is no IIFE.');
  return `${code.slice(0, begin)}
    var faulty = (${faulty.toString()})(${JSON.stringify(at)}, '${ON_PURPOSE}', [${NAMES}]);
    (function (${NAMES}) { ${code.slice(begin)} }).apply(null, faulty.names);
    faulty.begin();`;
}

const NAMES = 'VoxEngine, Net, Crypto, ApplicationStorage, Logger, Date, setTimeout, clearTimeout, uuidgen';
type Fn = (...given: unknown[]) => unknown;

/** Runs in the script's own realm, where nothing of this file is. */
function faulty(at: readonly number[], word: string, platform: readonly unknown[]): { names: unknown[]; begin(): void } {
  const logger = platform[4] as { write(line: string): void };
  let count = 0;
  let begun = false;
  let hasFailed = false;
  const hit = (what: string) => {
    if (!begun || !at.includes(++count) || (hasFailed && what === 'Date.now')) return;
    hasFailed = true;
    logger.write(`${what} ${word}`);
    throw new Error(`${what} ${word}`);
  };
  const inside = new Map<unknown, unknown>();
  const outside = new Map<unknown, unknown>();
  const real = (value: unknown): unknown => inside.get(value) ?? value;
  const wrapped = (fn: Fn, name: string, self?: unknown): Fn => (...given) => {
    hit(name);
    const heard = (listener: Fn): Fn => (...events) => listener(...events.map(event));
    return watched(fn.apply(self, given.map((arg) => (typeof arg === 'function' ? heard(arg as Fn) : real(arg)))), name);
  };
  /** Its methods fail; the same thing is the same thing every time. */
  const proxied = (target: object, name: string): unknown => {
    const known = outside.get(target);
    if (known !== undefined) return known;
    const get = (_: object, key: string | symbol) => {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? wrapped(value as Fn, `${name}.${String(key)}`, target) : value;
    };
    const proxy = new Proxy(target, { get });
    inside.set(proxy, target);
    outside.set(target, proxy);
    return proxy;
  };
  /** Legs, requests, recorders: whatever has listeners. */
  const watched = (value: unknown, name: string): unknown =>
    (typeof value === 'object' && value !== null && typeof Reflect.get(value, 'addEventListener') === 'function' ? proxied(value, name) : value);
  /** Its fields fail. */
  const event = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, { get: (target, key) => { hit(`event.${String(key)}`); return watched(Reflect.get(target, key), String(key)); } });
  };
  const names = platform.map((value) => {
    if (value === Date) return Object.assign(function moment() { return new Date(); }, { now: wrapped(Date.now as Fn, 'Date.now') });
    return typeof value === 'function' ? wrapped(value as Fn, value.name) : proxied(value as object, 'platform');
  });
  return { names, begin: () => { begun = true; } };
}
