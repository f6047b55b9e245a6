import { DatabaseDown } from './port';

export interface GatherOptions<Item, Result> {
  /** As many results as items, in their order; an `Error` among them is for that one who asked alone. */
  work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>;
  /** From one turn to the next at least so long, milliseconds. It spares the database and decides nothing, so it is the machine's own time. */
  everyMs: number;
  /** No more than so many in a turn. */
  most?: number;
  /** Of one key only one is in a turn; the next waits for the next turn. */
  keyOf?: (item: Item) => string;
}

interface Asked<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Does at once what is asked, and together what is asked while that lasts: a rush costs a few large statements
 * instead of many small ones. Where a turn of several fails, each is tried alone, so that nobody pays for another.
 */
export function gather<Item, Result>(options: GatherOptions<Item, Result>): (item: Item) => Promise<Result> {
  const gathering = new Gathering(options);
  return (item) => gathering.ask(item);
}

class Gathering<Item, Result> {
  private waiting: Asked<Item, Result>[] = [];
  private isBusy = false;
  private nextMs = 0;

  constructor(private readonly options: GatherOptions<Item, Result>) {}

  ask(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.goOn();
    });
  }

  private goOn(): void {
    if (this.isBusy || this.waiting.length === 0) return;
    this.isBusy = true;
    const waitMs = this.nextMs - performance.now();
    if (waitMs > 0) setTimeout(() => void this.turn(), waitMs);
    else void this.turn();
  }

  private async turn(): Promise<void> {
    this.nextMs = performance.now() + this.options.everyMs;
    await this.carryOut(this.take());
    this.isBusy = false;
    this.goOn();
  }

  private take(): Asked<Item, Result>[] {
    const { most = 100, keyOf } = this.options;
    if (!keyOf) return this.waiting.splice(0, most);
    const turn = new Map<string, Asked<Item, Result>>();
    this.waiting = this.waiting.filter((asked) => {
      const key = keyOf(asked.item);
      if (turn.size >= most || turn.has(key)) return true;
      turn.set(key, asked);
      return false;
    });
    return [...turn.values()];
  }

  private async carryOut(turn: readonly Asked<Item, Result>[]): Promise<void> {
    try {
      const results = await this.options.work(turn.map(({ item }) => item));
      turn.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as Result);
      });
    } catch (error) {
      if (turn.length > 1 && !(error instanceof DatabaseDown)) for (const asked of turn) await this.carryOut([asked]);
      else turn.forEach(({ reject }) => reject(error));
    }
  }
}
