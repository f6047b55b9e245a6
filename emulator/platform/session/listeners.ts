const NONE: readonly unknown[] = [];

/**
 * The listeners of one object of the scenario, in the order they were added. Lists are replaced,
 * never changed, so that one may be walked while listeners come and go. An object listens to a
 * handful of events, for which two small arrays are quicker than a map.
 */
export class Listeners {
  private readonly names: string[] = [];
  private readonly lists: (readonly unknown[])[] = [];

  add(name: string, listener: unknown): void {
    const at = this.names.indexOf(name);
    if (at >= 0) {
      this.lists[at] = [...(this.lists[at] ?? NONE), listener];
      return;
    }
    this.names.push(name);
    this.lists.push([listener]);
  }

  /** Without a listener all of that event go. */
  remove(name: string, listener?: unknown): void {
    const at = this.names.indexOf(name);
    if (at >= 0) this.lists[at] = listener === undefined ? NONE : withoutFirst(this.lists[at] ?? NONE, listener);
  }

  of(name: string): readonly unknown[] {
    const { names } = this;
    // Quicker than indexOf for so few.
    for (let at = 0; at < names.length; at++) if (names[at] === name) return this.lists[at] ?? NONE;
    return NONE;
  }
}

function withoutFirst(list: readonly unknown[], listener: unknown): readonly unknown[] {
  const at = list.indexOf(listener);
  return at < 0 ? list : [...list.slice(0, at), ...list.slice(at + 1)];
}
