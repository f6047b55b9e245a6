import { epochMs, laterBy, type WallMs } from '../../contracts/time';
import type { OutboxItem } from './model';

/** The two clocks of a page. */
export interface Clocks {
  /** Whole milliseconds since the page was loaded, by a clock that nobody sets: all that lasts is measured by it. */
  readonly nowMs: () => number;
  /** The time of day on this machine: for the eye, and for what outlives the page. */
  readonly wall: () => WallMs;
}

/** What the clock on the wall shows at that moment of the page. */
export function wallAt(clocks: Clocks, atMs: number): WallMs {
  return laterBy(clocks.wall(), atMs - clocks.nowMs());
}

/** As the browser keeps it: page loads have no clock in common but the wall's. Older pages kept no order. */
export type StoredItem = Omit<OutboxItem, 'savedAtMs' | 'order'> & { readonly savedAtMs: WallMs; readonly order?: number };

export function toStored(item: OutboxItem, clocks: Clocks): StoredItem {
  return { ...item, savedAtMs: wallAt(clocks, item.savedAtMs) };
}

/** In the order in which they were saved, whatever the clock showed then. */
export function fromStored(stored: readonly StoredItem[], clocks: Clocks): OutboxItem[] {
  const nowMs = clocks.nowMs();
  const agoMs = (at: WallMs) => Math.max(0, epochMs(clocks.wall()) - epochMs(at));
  return stored
    .map((item) => ({ ...item, order: item.order ?? 0, savedAtMs: nowMs - agoMs(item.savedAtMs) }))
    .sort((left, right) => left.order - right.order || left.savedAtMs - right.savedAtMs);
}
