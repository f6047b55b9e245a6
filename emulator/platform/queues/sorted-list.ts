/**
 * Items in the order of `compare`, which must be total: no two items may be equal.
 * Adding near the end and taking the first are the cheap cases, as queues want them.
 */
export class SortedList<T> {
  private readonly items: T[] = [];
  constructor(private readonly compare: (left: T, right: T) => number) {}

  get length(): number {
    return this.items.length;
  }

  get first(): T | undefined {
    return this.items[0];
  }

  at(index: number): T | undefined {
    return this.items[index];
  }

  add(item: T): void {
    // What is asked of an array below 0 is looked for by name, which takes long.
    const last = this.items.length > 0 ? this.items[this.items.length - 1] : undefined;
    if (last === undefined || this.compare(last, item) < 0) this.items.push(item);
    else this.items.splice(this.placeOf(item), 0, item);
  }

  /** False where it was not in the list. */
  remove(item: T): boolean {
    const index = this.indexOf(item);
    if (index < 0) return false;
    if (index === 0) this.items.shift();
    else this.items.splice(index, 1);
    return true;
  }

  indexOf(item: T): number {
    const place = this.placeOf(item);
    return this.items[place] === item ? place : -1;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.items[Symbol.iterator]();
  }

  /** The first index whose item is not before `item`. */
  private placeOf(item: T): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.items[middle];
      if (other !== undefined && this.compare(other, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
