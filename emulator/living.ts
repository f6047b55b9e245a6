/**
 * Collections of what comes and goes all day: sessions, tasks, calls. JavaScript's Map and Set link every table that
 * they have outgrown to the next one. Once such a table is in the old heap, all that it held outlives each collection of
 * the young one, and so does the next table with all that it holds: most of a day of calls was copied that way.
 */

/** A map whose tables hold cells; a cell is emptied when its value goes. */
export class LivingMap<K, V> {
  private readonly cells = new Map<K, { value: V | null }>();

  get size(): number {
    return this.cells.size;
  }

  get(key: K): V | undefined {
    return this.cells.get(key)?.value ?? undefined;
  }

  set(key: K, value: V): void {
    const cell = this.cells.get(key);
    if (cell) cell.value = value;
    else this.cells.set(key, { value });
  }

  /** False where it was not there. */
  delete(key: K): boolean {
    const cell = this.cells.get(key);
    if (!cell) return false;
    cell.value = null;
    return this.cells.delete(key);
  }

  /** In the order they came. */
  *values(): IterableIterator<V> {
    for (const { value } of this.cells.values()) if (value !== null) yield value;
  }
}

/** A set of a few hundred at most, in the order they came. */
export class LivingSet<V> implements Iterable<V> {
  private readonly items: V[] = [];

  get size(): number {
    return this.items.length;
  }

  has(item: V): boolean {
    return this.items.includes(item);
  }

  add(item: V): void {
    if (!this.items.includes(item)) this.items.push(item);
  }

  /** False where it was not there. */
  delete(item: V): boolean {
    const at = this.items.indexOf(item);
    if (at < 0) return false;
    // Mostly it is the last one, for which no new array need be made.
    if (at === this.items.length - 1) this.items.pop();
    else this.items.splice(at, 1);
    return true;
  }

  /** What it holds now; it may change while this is walked. */
  [Symbol.iterator](): IterableIterator<V> {
    return [...this.items][Symbol.iterator]();
  }
}
