const NONE: readonly unknown[] = [];

/**
 * The listeners of one object of the scenario, in the order they were added. Lists are replaced,
 * never changed, so that one may be walked while listeners come and go.
 */
export class Listeners {
  private lists: Map<string, readonly unknown[]> | null = null;

  add(name: string, listener: unknown): void {
    this.lists ??= new Map();
    const before = this.lists.get(name);
    this.lists.set(name, before ? [...before, listener] : [listener]);
  }

  /** Without a listener all of that event go. */
  remove(name: string, listener?: unknown): void {
    const before = this.lists?.get(name);
    if (!before) return;
    const rest = listener === undefined ? NONE : withoutFirst(before, listener);
    if (rest.length === 0) this.lists?.delete(name);
    else this.lists?.set(name, rest);
  }

  of(name: string): readonly unknown[] {
    return this.lists?.get(name) ?? NONE;
  }
}

function withoutFirst(list: readonly unknown[], listener: unknown): readonly unknown[] {
  const at = list.indexOf(listener);
  return at < 0 ? list : [...list.slice(0, at), ...list.slice(at + 1)];
}
