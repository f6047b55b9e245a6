import type { CallComment, ColleagueDraft } from './call-comments';
import type { Open } from './call-events';
import type { CallPage, CallSummary, FigureDay, SupervisorView } from './desk-journal';
import type { CallbackView, Colleague, ListedNumber, NumberList, OutboundLine, TransferAction, TransferStart, TransferView } from './desk-callers';
import type { Customer, CustomerDraft, CustomerHit, LookUpAnswer } from './desk-customers';
import type { Integration } from './desk-integration';
import type { PersonDocument, PersonRequest, PersonRequestKind } from './desk-persons';
import type { WrapUp } from './desk-wrap-up';
import type { Act, Screen } from './desk-window';

/**
 * Every HTTP route between page and desk: `METHOD path` → what goes in and out.
 * Bodies and answers are JSON; failures are `ApiFailure` with its status.
 * Who asks, and for which franchise, comes from the session alone: a bearer
 * token (embedded element) or the cookie (the desk's own page).
 * Times: ISO 8601 UTC for what happened, `…InMs` from now for what will.
 */
export interface DeskRoutes {
  /**
   * The ERP's token for a session. `cookie: true` sets the cookie (desk's page, which finds the
   * token in its address as `#token=…`); else the answer's `session` goes as `Authorization: Bearer`.
   */
  'POST /api/session': { body: { token: string; cookie: boolean }; answer: SessionAnswer };
  'DELETE /api/session': { answer: Done };
  /** For one link to a page of the desk: whoever opens it within a minute, once, is signed in there as this operator. */
  'POST /api/session/ticket': { answer: { ticket: string; expiresInMs: number } };
  /** A ticket for a bearer of its own; `forDay`: as long as the desk's own page stays signed in, for the calls window. */
  'POST /api/session/from-ticket': { body: { ticket: string; forDay?: boolean | undefined }; answer: SessionAnswer };
  'GET /api/me': { answer: Me };
  /** The SDK's challenge; only the leading page gets an answer (409 `not-leader`). */
  'POST /api/one-time-key': { body: { key: string; pageId: string }; answer: { hash: string } };
  'POST /api/leadership': { body: { pageId: string; action: LeadershipAction }; answer: Leadership };
  /** What the leading calls window shows, passed on to the operator's other pages (409 `not-leader`). */
  'POST /api/leadership/screen': { body: { pageId: string; screen: Screen }; answer: Done };
  /** Clicks on another page, passed on to the calls window; `taken: false`: there is none. */
  'POST /api/leadership/acts': { body: { acts: readonly Act[] }; answer: { taken: boolean } };

  /** The operator's call now ringing, talking or in wrap-up, as far as the desk saw; for a reload. */
  'GET /api/calls/current': { answer: { call: CallSummary | null; wrapUp: WrapUp | null } };
  'GET /api/calls': { query: CallsQuery; answer: PageOf<CallSummary> };
  'GET /api/calls/:callId': { params: CallId; answer: CallPage };
  /** Also of a call that the journal has not heard of yet; what colleagues write and have not saved is told too. */
  'GET /api/calls/:callId/comments': { params: CallId; answer: { comments: CallComment[]; drafts: ColleagueDraft[] } };
  /** By its author alone. */
  'PUT /api/calls/:callId/comments/:commentId': { params: CommentKey; body: { text: string }; answer: Done };
  /** For supervisors; it is kept. */
  'POST /api/calls/:callId/comments/:commentId/hide': { params: CommentKey; body: { hidden: boolean }; answer: Done };
  'POST /api/look-up': { body: { number: string; callId: string | null }; answer: LookUpAnswer };
  /** The operator's choice, stored with the call; null takes it back. */
  'PUT /api/calls/:callId/customer': {
    params: CallId; body: { customerId: string | null }; answer: { customer: CustomerHit | null };
  };
  /** The caller's name, pages and customers never depend on this; it tells the desk what the queue cannot. */
  'POST /api/calls/:callId/offer': { params: CallId; body: ReadReport; answer: Done };
  /** Answers with the session's `commandResult`, or `no-answer` after at most 900 ms. Repeatable. */
  'POST /api/calls/:callId/drop': {
    params: CallId; body: { commandId: string; offerId: string | null }; answer: CommandOutcome;
  };
  'GET /api/drafts': { answer: { drafts: Draft[] } };
  'GET /api/calls/:callId/draft': { params: CallId; answer: { draft: Draft | null } };
  /** The higher `revision` wins, so late or repeated writes do no harm. */
  'PUT /api/calls/:callId/draft': { params: CallId; body: DraftBody; answer: { revision: number } };
  'DELETE /api/calls/:callId/draft': { params: CallId; answer: Done };

  'GET /api/wrap-up': { answer: { wrapUp: WrapUp | null } };
  /** Idempotent; after a close it answers the closed one (tombstone). */
  'POST /api/calls/:callId/wrap-up/open': { params: CallId; body: WrapUpOpenBody; answer: WrapUp };
  'POST /api/calls/:callId/wrap-up/extend': { params: CallId; answer: WrapUp };
  /** Idempotent by `saveId`: repeated, late or doubled, one record results. */
  'POST /api/calls/:callId/wrap-up/save': { params: CallId; body: SaveBody; answer: SaveAnswer };
  /** `customerId`: who stays with the call, since the number is theirs alone; without it the desk looks among its own. */
  'POST /api/calls/:callId/wrap-up/cancel': { params: CallId; body: { customerId?: string | undefined }; answer: WrapUp };

  'GET /api/missed': { query: MissedQuery; answer: PageOf<CallSummary> };
  'POST /api/missed/:callId/handled': { params: CallId; body: { handled: boolean }; answer: Done };
  'GET /api/export/calls.csv': { query: ExportQuery; answer: string };

  /** Callers who wait to be called back, in the order of their first calls. */
  'GET /api/callbacks': { query: CallbacksQuery; answer: PageOf<CallbackView> };
  /** 409 `conflict` where a colleague has it; a taken one comes free by itself after a while. */
  'POST /api/callbacks/:callId/take': { params: CallId; answer: CallbackView };
  'POST /api/callbacks/:callId/give-back': { params: CallId; answer: CallbackView };
  'POST /api/callbacks/:callId/done': { params: CallId; body: { done: boolean }; answer: CallbackView };
  /** Permission for one outgoing call, for a minute; `about`: the missed call or callback it answers. */
  'POST /api/outbound': { body: { number: string; about: string | null }; answer: OutboundLine };

  /** Numbers refused or put first, of this franchise. */
  'GET /api/listed-numbers': { answer: { numbers: ListedNumber[] } };
  /** `urgent` is for supervisors. Repeatable. */
  'PUT /api/listed-numbers': { body: { number: string; list: NumberList; note?: string }; answer: ListedNumber };
  /** POST, so that numbers stay out of addresses. */
  'POST /api/listed-numbers/remove': { body: { number: string }; answer: Done };

  /** A link for a player: within the desk, for this recording, for some minutes. */
  'POST /api/calls/:callId/recordings/:index/link': { params: CallId & { index: string }; answer: { url: string; expiresInMs: number } };

  'GET /api/colleagues': { answer: { colleagues: Colleague[] } };
  /** Reserves the colleague, then tells the session; what comes of it arrives live as `transfer`. Repeatable by `transferId`. */
  'POST /api/calls/:callId/transfer': { params: CallId; body: TransferStart; answer: TransferView };
  /** `confirm` and `refuse` by the colleague's page; the rest by the one who transfers. */
  'POST /api/calls/:callId/transfer/:transferId': {
    params: CallId & { transferId: string }; body: { action: TransferAction }; answer: TransferView;
  };

  /** By name or number, within the franchise; `more`: how many beyond those shown, null: some, perhaps. POST, so that numbers stay out of addresses. */
  'POST /api/customers/search': { body: { query: string; limit?: number }; answer: { customers: CustomerHit[]; more: number | null } };
  'GET /api/customers/:customerId': { params: CustomerId; answer: Customer };
  /**
   * Idempotent by `saveId`. 409 `elsewhere` with the ERP's page where the ERP owns the customers. The call that the
   * customer is created from becomes the customer's.
   */
  'POST /api/customers': { body: CustomerDraft & { saveId: string; callId?: string | undefined }; answer: Customer };
  'PATCH /api/customers/:customerId': { params: CustomerId; body: CustomerDraft & { version: number }; answer: Customer };
  'POST /api/customers/:customerId/numbers': {
    params: CustomerId; body: { number: string; label?: string }; answer: Customer;
  };

  'GET /api/figures': { query: ExportQuery; answer: { days: FigureDay[] } };
  'GET /api/integration': { answer: Integration };

  'GET /api/supervisor': { answer: SupervisorView };
  'POST /api/supervisor/take-out': { body: { callId: string; commandId: string }; answer: CommandOutcome };
  'POST /api/supervisor/release-wrap-up': { body: { callId: string; operator: string }; answer: WrapUp };

  /** One person by number, customer id, or both: erased for good or exported, later. For supervisors; repeatable by `requestId`. */
  'POST /api/person-requests': {
    body: { requestId: string; kind: PersonRequestKind; number?: string | undefined; customerId?: string | undefined }; answer: PersonRequest;
  };
  /** The newest first. */
  'GET /api/person-requests': { answer: { requests: PersonRequest[] } };
  'GET /api/person-requests/:requestId': { params: RequestId; answer: PersonRequest };
  /** For whoever asked for it, for a day. */
  'GET /api/person-requests/:requestId/document': { params: RequestId; answer: PersonDocument };
}

export type DeskRoute = keyof DeskRoutes;
export type CallId = { callId: string };
export type CommentKey = { callId: string; commentId: string };
export type CustomerId = { customerId: string };
export type RequestId = { requestId: string };
export interface Done { done: true }

/** Body of every answer that is not 2xx. `message` is English, for logs; the page words `code`. */
export interface ApiFailure { code: ApiFailureCode; message: string; pageUrl?: string }
export type ApiFailureCode =
  | 'bad-request' | 'too-large' | 'too-many' | 'signed-out' | 'forbidden' | 'not-found'
  | 'not-leader' | 'conflict' | 'elsewhere' | 'unavailable' | 'internal';

export interface SessionAnswer {
  /** The bearer; null where the cookie was asked for. */
  session: string | null;
  expiresInMs: number;
}

export interface Me {
  /** The Voximplant user name. */
  operator: string;
  displayName: string;
  supervisor: boolean;
  franchise: { name: string; title: string; region: string; timeZone: string };
  /** For `init` and `login` of the Web SDK. */
  voximplant: {
    /** `user@application.account.voximplant.com`. */
    login: string;
    node: string;
    queueType: 'ACD' | 'SmartQueue';
    /** Only against the emulator. */
    serverIp: string | null;
  };
  intake: IntakeSettings;
  customers: {
    source: 'own' | 'erp';
    /** The ERP's creation form with `{number}` to fill in; null: the desk's own form. */
    creationUrl: string | null;
  };
}

export interface IntakeSettings {
  rejectDefault: 'pass' | 'drop';
  rejectHoldoutMs: number;
  ringMs: number;
  /** Misses in a row that switch intake off. */
  missesInRow: number;
  /** How long a ban after a miss is left before the page asks for READY again. */
  banLiftMs: number;
  wrapUp: { limitMs: number | null; warnMs: number; onLimit: 'off' | 'ready' };
  /** A page closed in wrap-up counts as gone after this. */
  graceMs: number;
}

export type LeadershipAction = 'claim' | 'renew' | 'release' | 'take-over';
/** A lease of 15 s; renew every 5 s. `takenOver`: another page took it by a click. */
export interface Leadership {
  leads: boolean;
  /** Until the present lease, whosever it is, runs out; 0: nobody leads. */
  expiresInMs: number;
  takenOver: boolean;
  /** The leading page's id; null: nobody leads. */
  leader?: string | null;
}

export type OfferReport =
  /** `reportId` makes it repeatable. */
  { reportId: string; offerId: string | null; atMs?: number } & (
    | { kind: 'rang' } | { kind: 'answered' } | { kind: 'missed' } | { kind: 'failed'; why: string }
    | { kind: 'rejected-pass' }
    /** Came back within the hold-out, or in wrap-up: rejected without ringing. */
    | { kind: 'rejected-unseen'; why: 'holdout' | 'wrap-up' | 'busy' }
  );

/** A report as its readers must expect it: of a kind that may be newer. */
export interface ReadReport { reportId: string; offerId: string | null; atMs?: number | undefined; kind: Open<OfferReport['kind']>; why?: string | undefined }

export interface CommandOutcome {
  commandId: string;
  applied: boolean;
  why: Open<'applied' | 'not-current' | 'answered' | 'ended' | 'unknown-command' | 'repeated' | 'no-answer' | 'unreachable'>;
}

export interface DraftBody { comment: string; customerId: string | null; revision: number }
export interface Draft extends DraftBody { callId: string; savedAt: string }

export interface WrapUpOpenBody {
  /** How the conversation ended, for the timeline. */
  endedBy: Open<'caller' | 'operator' | 'error' | 'network'>;
}

export interface SaveBody {
  saveId: string;
  comment: string;
  customerId: string | null;
  /** When the operator pressed Save, by the clock of the operator's machine. */
  savedAt: string;
  /** How long ago that was when this was sent; it counts where it is there. */
  agoMs?: number;
}
export interface SaveAnswer {
  callId: string;
  saveId: string;
  /** True where this save had arrived before. */
  repeated: boolean;
  wrapUp: WrapUp;
}

export interface PageOf<T> { items: T[]; /** For the next page; null: the end. */ next: string | null }
export interface CallsQuery { scope: 'mine' | 'all'; cursor?: string; limit?: number }
export interface CallbacksQuery { state: 'open' | 'done'; cursor?: string; limit?: number }
export interface MissedQuery extends CallsQuery { handled: 'no' | 'yes' | 'all' }
/** Days in the franchise's time zone, `YYYY-MM-DD`, both included. */
export interface ExportQuery { from: string; to: string }

/** Fills `:name` of a route's path, e.g. `fillPath('GET /api/calls/:callId', {callId: '7'})`. */
export function fillPath(route: DeskRoute, params: Record<string, string> = {}): { method: string; path: string } {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return { method, path };
}
