import { unknownName } from './running';

/** What the language itself looks for on any object; never a name of VoxEngine. */
const PROBED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'asymmetricMatch', '$$typeof']);

/**
 * Puts an end to the prototype chain of a platform object that names, loudly, what the object does
 * not have. Known names cost nothing: the language finds them before it comes to the end.
 */
export function guard<T extends object>(kind: string, object: T): T {
  let last: object = object;
  for (;;) {
    const next = Object.getPrototypeOf(last) as object | null;
    if (next === null || next === Object.prototype) break;
    if (guarded.has(next)) return object;
    last = next;
  }
  const end = chainEnd(kind);
  guarded.add(end);
  // So that the next of its class is known at the first look.
  guarded.add(last);
  Object.setPrototypeOf(last, end);
  return object;
}

const guarded = new WeakSet();

function chainEnd(kind: string): object {
  return new Proxy(Object.create(null) as object, {
    get(_target, name) {
      if (typeof name === 'symbol' || name in Object.prototype) return Reflect.get(Object.prototype, name) as unknown;
      if (PROBED_BY_THE_LANGUAGE.has(name)) return undefined;
      throw unknownName(`${kind}.${name}`);
    },
    set(...[, name, value, receiver]: [object, string | symbol, unknown, object]) {
      return Reflect.defineProperty(receiver, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
