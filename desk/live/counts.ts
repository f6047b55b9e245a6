/** How many of each there are now; a name that nobody holds takes no room. */
export class Counts {
  private readonly counts = new Map<string, number>();

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** The result leaves; called again it does nothing. */
  enter(name: string): () => void {
    this.counts.set(name, this.of(name) + 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      if (this.of(name) > 1) this.counts.set(name, this.of(name) - 1);
      else this.counts.delete(name);
    };
  }
}
