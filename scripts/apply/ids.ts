import type { ActualItem, Kind } from '../plan/items';

/** The account's ids by kind and name; steps speak of objects by name alone. */
export class Ids {
  private readonly known = new Map<string, number>();

  constructor(items: readonly ActualItem[]) {
    for (const { kind, name, id } of items) this.set(kind, name, id);
  }

  get(kind: Kind, name: string): number {
    const id = this.known.get(`${kind}/${name}`);
    if (id === undefined) throw new Error(`no id is known of ${kind} "${name}"`);
    return id;
  }

  has(kind: Kind, name: string): boolean {
    return this.known.has(`${kind}/${name}`);
  }

  set(kind: Kind, name: string, id: number): void {
    this.known.set(`${kind}/${name}`, id);
  }

  rename(kind: Kind, before: string, after: string): void {
    this.set(kind, after, this.get(kind, before));
    this.known.delete(`${kind}/${before}`);
  }
}
