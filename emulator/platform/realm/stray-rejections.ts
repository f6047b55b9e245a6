/** Who hears of a rejection that nobody handled, by the Promise of the realm it belongs to. */
const owners = new WeakMap<object, (reason: unknown) => void>();
let listening = false;

/**
 * Promises that a scenario lets go (row 18): their rejection reaches the realm's owner and not
 * Node, which would end the process. Those of anybody else end it as ever.
 */
export function ownRejections(promiseOfRealm: object, owner: (reason: unknown) => void): void {
  owners.set(promiseOfRealm, owner);
  if (listening) return;
  listening = true;
  process.on('unhandledRejection', (reason: unknown, promise: Promise<unknown>) => {
    const owned = owners.get(promise.constructor);
    if (owned) owned(reason);
    else if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}
