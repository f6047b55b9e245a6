/** What may go wrong with one request. `acted`: whether the cloud had done its work before. */
export type Fault =
  | { kind: 'error'; code: number; acted?: boolean }
  | { kind: 'status'; status: number; acted?: boolean }
  /** No answer; the client has to give up. */
  | { kind: 'hang'; acted?: boolean }
  /** The connection breaks without an answer. */
  | { kind: 'drop'; acted?: boolean }
  | { kind: 'slow'; delayMs: number };

export interface FaultRule {
  fault: Fault;
  /** The method's name; any where left out. */
  method?: string;
  /** How many matching requests pass first, default 0. */
  after?: number;
  /** How many requests it hits, default 1. */
  times?: number;
}

/** Faults to come, in one place, so that a test or a file can order them. */
export class ManagementFaults {
  /** Every answer takes at least this long. */
  delayMs = 0;
  private rules: { rule: FaultRule; seen: number }[] = [];
  private writesLeft = Infinity;

  add(rule: FaultRule): void {
    this.rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.rules = [];
    this.delayMs = 0;
    this.writesLeft = Infinity;
  }

  /** After `writes` more writes have acted every connection breaks, until `clear`: the far side died there. */
  breakAfterWrites(writes: number): void {
    this.writesLeft = writes;
  }

  get broken(): boolean {
    return this.writesLeft <= 0;
  }

  countWrite(): void {
    this.writesLeft -= 1;
  }

  /** The fault of the next request of this method, if one is due. */
  take(method: string): Fault | undefined {
    for (const entry of this.rules) {
      const { rule } = entry;
      if (rule.method !== undefined && rule.method !== method) continue;
      entry.seen += 1;
      const first = (rule.after ?? 0) + 1;
      if (entry.seen >= first && entry.seen < first + (rule.times ?? 1)) return rule.fault;
    }
    return undefined;
  }
}
