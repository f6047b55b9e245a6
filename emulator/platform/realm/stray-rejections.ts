type Owner = (reason: unknown) => void;
/** A process may hold several copies of this module; they share one listener. */
const SHARED = Symbol.for('vox.stray-rejections');
const shared = globalThis as { [SHARED]?: WeakMap<object, Owner> };

/**
 * Promises that a scenario lets go (row 18): their rejection reaches the realm's owner and not
 * Node, which would end the process. Those of anybody else end it as ever.
 */
export function ownRejections(promiseOfRealm: object, owner: Owner): void {
  (shared[SHARED] ??= listen()).set(promiseOfRealm, owner);
}

/** Who hears of a rejection that nobody handled, by the Promise of the realm it belongs to. */
function listen(): WeakMap<object, Owner> {
  const owners = new WeakMap<object, Owner>();
  process.on('unhandledRejection', (reason: unknown, promise: Promise<unknown>) => {
    const owned = owners.get(promise.constructor);
    if (owned) owned(reason);
    else if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
  return owners;
}
