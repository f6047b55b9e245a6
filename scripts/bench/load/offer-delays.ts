/** How long offers took from the queue to the page's socket, over two processes of one machine. */
export class OfferDelays {
  readonly all: number[] = [];
  private readonly leftMs = new Map<string, number>();
  private readonly cameMs = new Map<string, number>();

  /** `now`: the clock that both processes share. */
  constructor(private readonly now: () => number) {}

  /** The page has it. */
  came(callId: string): void {
    this.cameMs.set(callId, this.now());
    this.pair(callId);
  }

  /** The queue has made it; told some time later. */
  left({ callId, atMs }: { callId: string; atMs: number }): void {
    this.leftMs.set(callId, atMs);
    this.pair(callId);
  }

  private pair(callId: string): void {
    const [left, came] = [this.leftMs.get(callId), this.cameMs.get(callId)];
    if (left === undefined || came === undefined) return;
    this.all.push(came - left);
    this.leftMs.delete(callId);
    this.cameMs.delete(callId);
  }
}
