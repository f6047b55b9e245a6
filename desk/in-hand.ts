/** Work that nobody waits for. Before its database goes, the desk waits for all of it. */
export class InHand {
  private readonly works = new Set<Promise<void>>();

  /** `fail` is told of what fails. */
  constructor(private readonly fail: (error: unknown) => void) {}

  add(work: Promise<void>): void {
    const settled = work.catch(this.fail).finally(() => this.works.delete(settled));
    this.works.add(settled);
  }

  /** Until nothing is in hand, what was begun meanwhile included. */
  async done(): Promise<void> {
    while (this.works.size > 0) await Promise.all(this.works);
  }
}
