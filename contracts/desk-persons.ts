/**
 * What a supervisor asks of all that is kept about one person in the franchise: delete it, or hand it out as one document.
 * Done later, by whichever desk comes first; the request tells how far it is.
 */
export interface PersonRequest {
  requestId: string;
  kind: PersonRequestKind;
  /** Null: a command on the desk's machine. */
  askedBy: string | null;
  askedAt: string;
  /** Masked, so that the protocol does not keep what was erased; null where a customer was named. */
  number: string | null;
  /** `failed` is for good; while a try that failed is repeated it is `running`, with `why`. */
  state: 'asked' | 'running' | 'done' | 'failed';
  /** Of the last try, in English; null: nothing went wrong. */
  why: string | null;
  /** Until the next step; null: there is none. */
  nextTryInMs: number | null;
  /** As far as it is; null before it began, and for an export. */
  protocol: ErasureProtocol | null;
  /** How long the document of an export can still be fetched; null: it cannot. */
  documentForMs: number | null;
}
export type PersonRequestKind = 'erase' | 'export';

/** What was deleted where. */
export interface ErasureProtocol {
  customers: number;
  calls: number;
  /** Rows deleted, or freed of the person's number or id, by table. */
  tables: Record<string, number>;
  /** Recordings in the cloud that were known of these calls. */
  recordings: number;
  /** Those of them that are still there. */
  recordingsLeft: number;
  /** Null: the account was not asked. */
  cloud: { recordings: { removed: number; failed: { attempts: number; why: string }[] }; storedEvents: number } | null;
}

export interface PersonDocument {
  franchise: string;
  customerIds: string[];
  numbers: string[];
  /** Rows as they are kept, by table. */
  tables: Record<string, Record<string, unknown>[]>;
}
