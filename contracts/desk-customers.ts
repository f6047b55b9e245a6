import type { CallComment } from './call-comments';

/** A customer as a list shows him. Fields are text, never markup. */
export interface CustomerHit {
  id: string;
  /** May be empty: a customer without a name still matches. */
  name: string;
  /** E.164 where it is a number, else as it was written. */
  numbers: CustomerNumber[];
  /** The ERP's page; null: the desk's own (`GET /api/customers/:customerId`). */
  pageUrl: string | null;
}
export interface CustomerNumber { number: string; label: string | null }

export interface Customer extends CustomerHit {
  note: string;
  /** Counts up with every edit; an edit carries what it saw (409 `conflict`). */
  version: number;
  calls: CustomerCall[];
  /** How many earlier calls there are beside `calls`. */
  moreCalls: number;
  /** Numbers that cannot be read, as they were written: nobody is found by them. */
  unread: string[];
}
export interface CustomerCall { callId: string; startedAt: string; operator: string | null; comment: string | null; comments: CallComment[] }

export interface CustomerDraft {
  name: string;
  numbers: { number: string; label?: string | null }[];
  note?: string;
}

export type LookUpAnswer =
  /** One or several; nothing is chosen for the operator. */
  | { state: 'found'; match: 'exact' | 'suffix'; number: LookedUpNumber; customers: CustomerHit[]; more?: number | null }
  /** «Клиент не найден». */
  | { state: 'none'; number: LookedUpNumber }
  /** Anonymous, too short or no number: not searched. */
  | { state: 'no-number'; number: LookedUpNumber }
  /** The source is slow or down; try again. */
  | { state: 'unavailable'; number: LookedUpNumber; retryInMs: number };

export interface LookedUpNumber {
  /** As it came. */
  raw: string;
  /** E.164 with its plus; null where it is none. */
  e164: string | null;
  /** As people of the region write it; `raw` where it is no number. */
  display: string;
}
