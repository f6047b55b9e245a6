import type { Customer, CustomerDraft, CustomerHit } from '../../contracts/desk-customers';
import type { Scope } from '../config';
import type { ReadNumber } from '../lookup/number';

export type KnownCustomer = Omit<Customer, 'calls' | 'moreCalls' | 'unread'>;

/** In an order that a person expects. */
export interface Found {
  customers: CustomerHit[];
  /** How many more there are; null: some, perhaps. */
  more: number | null;
}

/**
 * Where a franchise's customers are: the desk's own tables, or the ERP. Every method answers for
 * `scope.franchise` alone. `DirectoryDown` says that the source did not answer in time.
 */
export interface Directory {
  readonly source: 'own' | 'erp';
  /** Exact numbers first; only without any, numbers of which one is the end of the other. */
  byNumber(scope: Scope, number: ReadNumber): Promise<Found & { match: 'exact' | 'suffix' }>;
  search(scope: Scope, query: string, limit: number): Promise<Found>;
  hit(scope: Scope, customerId: string): Promise<CustomerHit | undefined>;
  /** Without its calls, which are the journal's. */
  customer(scope: Scope, customerId: string): Promise<KnownCustomer | undefined>;
  /** Once per save id. ApiError `elsewhere` where the ERP keeps customers itself. */
  create(scope: Scope, draft: CustomerDraft & { saveId: string }): Promise<string>;
  edit(scope: Scope, customerId: string, draft: CustomerDraft & { version: number }): Promise<void>;
  attach(scope: Scope, customerId: string, number: { number: string; label: string | null }): Promise<void>;
  /** Present names for hits kept with calls; a source that cannot be asked cheaply gives them back as they are. */
  refresh(scope: Scope, kept: readonly CustomerHit[]): Promise<CustomerHit[]>;
  /** The ERP's creation form, `{number}` to fill in; null: the desk's own. */
  creationUrl(scope: Scope): Promise<string | null>;
}

/** The source is slow, down or talks nonsense; ask again later. */
export class DirectoryDown extends Error {
  override name = 'DirectoryDown';
  constructor(message: string, readonly retryInMs: number, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The source is there and says no to this request (4xx). */
export class DirectoryRefused extends DirectoryDown {
  override name = 'DirectoryRefused';
  constructor(message: string, readonly status: number) {
    super(message, 2_000);
  }
}
