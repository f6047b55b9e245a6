import type { InjectOptions } from 'light-my-request';
import fc from 'fast-check';
import { fillPath, type DeskRoute, type DeskRoutes } from '../../../contracts/desk-api';

type Sent<R extends DeskRoute> = Omit<DeskRoutes[R], 'answer'>;

/** What a page may name: ids of its own franchise and, by mistake or malice, of the other. */
export interface Names {
  calls: readonly string[];
  customers: readonly string[];
  operators: readonly string[];
  numbers: readonly string[];
  words: readonly string[];
}

/**
 * A well-formed request of every route, with ids drawn from all there are. A route of the contract that is not
 * in this table does not compile, so nobody adds one that the border property does not go through.
 */
type Draws = { [R in DeskRoute]: fc.Arbitrary<Sent<R>> };

export function draws(names: Names): Draws {
  const callId = fc.constantFrom(...names.calls);
  const customerId = fc.constantFrom(...names.customers);
  const operator = fc.constantFrom(...names.operators);
  const number = fc.constantFrom(...names.numbers);
  const word = fc.constantFrom(...names.words);
  const id = fc.uuid();
  const params = fc.record({ callId });
  const commentParams = fc.record({ callId, commentId: fc.constantFrom('center-s', 'north-s') });
  const none = fc.constant({});
  const draft = { name: word, numbers: fc.array(fc.record({ number }), { maxLength: 3 }), note: word };
  const list = { scope: fc.constantFrom('mine' as const, 'all' as const), limit: fc.integer({ min: 1, max: 200 }) };
  const days = fc.constant({ query: { from: '2026-03-01', to: '2026-03-31' } });
  const transferId = fc.constantFrom('t1', 't2', 't3');
  const pageId = fc.constantFrom('a', 'b');
  const requestId = fc.constantFrom('p1', 'p2', 'p3');
  return {
    'POST /api/session': fc.record({ body: fc.record({ token: fc.constant('no.such.token'), cookie: fc.boolean() }) }),
    // Signing out would end the session that the property goes on with.
    'DELETE /api/session': none,
    'POST /api/session/ticket': none,
    'POST /api/session/from-ticket': fc.record({ body: fc.record({ ticket: fc.constant('no-such-ticket') }) }),
    'GET /api/me': none,
    'POST /api/one-time-key': fc.record({ body: fc.record({ key: word, pageId }) }),
    'POST /api/leadership': fc.record({ body: fc.record({ pageId, action: fc.constantFrom('claim', 'renew', 'release', 'take-over') }) }),
    'POST /api/leadership/screen': fc.record({ body: fc.record({ pageId, screen: fc.record({ comment: word }) }) }),
    'POST /api/leadership/acts': fc.record({ body: fc.record({ acts: fc.constant([{ actId: 'a-1', about: '', event: { type: 'user.intakeOff' } }]) }) }),
    'GET /api/calls/current': none,
    'GET /api/calls': fc.record({ query: fc.record(list) }),
    'GET /api/calls/:callId': fc.record({ params }),
    'GET /api/calls/:callId/comments': fc.record({ params }),
    'PUT /api/calls/:callId/comments/:commentId': fc.record({ params: commentParams, body: fc.record({ text: word }) }),
    'POST /api/calls/:callId/comments/:commentId/hide': fc.record({ params: commentParams, body: fc.record({ hidden: fc.boolean() }) }),
    'POST /api/look-up': fc.record({ body: fc.record({ number, callId: fc.option(callId) }) }),
    'PUT /api/calls/:callId/customer': fc.record({ params, body: fc.record({ customerId: fc.option(customerId) }) }),
    'POST /api/calls/:callId/offer': fc.record({
      params, body: fc.record({ reportId: id, offerId: fc.constant(null), kind: fc.constantFrom('rang', 'answered', 'missed', 'rejected-pass') }) }),
    'POST /api/calls/:callId/drop': fc.record({ params, body: fc.record({ commandId: id, offerId: fc.constant(null) }) }),
    'GET /api/drafts': none,
    'GET /api/calls/:callId/draft': fc.record({ params }),
    'PUT /api/calls/:callId/draft': fc.record({
      params, body: fc.record({ comment: word, customerId: fc.option(customerId), revision: fc.nat() }) }),
    'DELETE /api/calls/:callId/draft': fc.record({ params }),
    'GET /api/wrap-up': none,
    'POST /api/calls/:callId/wrap-up/open': fc.record({ params, body: fc.record({ endedBy: fc.constantFrom('caller', 'network') }) }),
    'POST /api/calls/:callId/wrap-up/extend': fc.record({ params }),
    'POST /api/calls/:callId/wrap-up/save': fc.record({
      params, body: fc.record({ saveId: id, comment: word, customerId: fc.option(customerId), savedAt: fc.constant('2026-03-10T09:00:00Z') }) }),
    'POST /api/calls/:callId/wrap-up/cancel': fc.record({ params, body: fc.record({ customerId: fc.option(customerId, { nil: undefined }) }) }),
    'GET /api/missed': fc.record({ query: fc.record({ ...list, handled: fc.constantFrom('no', 'yes', 'all') }) }),
    'POST /api/missed/:callId/handled': fc.record({ params, body: fc.record({ handled: fc.boolean() }) }),
    'GET /api/export/calls.csv': days,
    'POST /api/customers/search': fc.record({ body: fc.record({ query: fc.oneof(word, number), limit: fc.constant(100) }) }),
    'GET /api/customers/:customerId': fc.record({ params: fc.record({ customerId }) }),
    'POST /api/customers': fc.record({ body: fc.record({ ...draft, saveId: id, callId: fc.option(callId, { nil: undefined }) }) }),
    'PATCH /api/customers/:customerId': fc.record({
      params: fc.record({ customerId }), body: fc.record({ ...draft, version: fc.integer({ min: 1, max: 3 }) }) }),
    'POST /api/customers/:customerId/numbers': fc.record({ params: fc.record({ customerId }), body: fc.record({ number }) }),
    'GET /api/callbacks': fc.record({ query: fc.record({ state: fc.constantFrom('open' as const, 'done' as const), limit: fc.integer({ min: 1, max: 200 }) }) }),
    'POST /api/callbacks/:callId/take': fc.record({ params }),
    'POST /api/callbacks/:callId/give-back': fc.record({ params }),
    'POST /api/callbacks/:callId/done': fc.record({ params, body: fc.record({ done: fc.boolean() }) }),
    'POST /api/outbound': fc.record({ body: fc.record({ number, about: fc.option(callId) }) }),
    'GET /api/listed-numbers': none,
    'PUT /api/listed-numbers': fc.record({ body: fc.record({ number, list: fc.constantFrom('blocked' as const, 'urgent' as const), note: word }) }),
    'POST /api/listed-numbers/remove': fc.record({ body: fc.record({ number }) }),
    'POST /api/calls/:callId/recordings/:index/link': fc.record({ params: fc.record({ callId, index: fc.constantFrom('0', '1') }) }),
    'GET /api/colleagues': none,
    'POST /api/calls/:callId/transfer': fc.record({
      params, body: fc.record({
        transferId: transferId, mode: fc.constantFrom('blind' as const, 'consult' as const),
        to: fc.oneof(fc.record({ operator }), fc.record({ number })),
      }) }),
    'POST /api/calls/:callId/transfer/:transferId': fc.record({
      params: fc.record({ callId, transferId }), body: fc.record({ action: fc.constantFrom('confirm', 'refuse', 'finish', 'takeBack') }) }),
    'GET /api/figures': days,
    'GET /api/integration': none,
    'GET /api/supervisor': none,
    'POST /api/supervisor/take-out': fc.record({ body: fc.record({ callId, commandId: id }) }),
    'POST /api/supervisor/release-wrap-up': fc.record({ body: fc.record({ callId, operator }) }),
    'POST /api/person-requests': fc.record({ body: fc.record({ requestId, kind: fc.constant('export' as const), number }) }),
    'GET /api/person-requests': none,
    'GET /api/person-requests/:requestId': fc.record({ params: fc.record({ requestId }) }),
    'GET /api/person-requests/:requestId/document': fc.record({ params: fc.record({ requestId }) }),
  };
}

/** A drawn request as the wire has it. */
export function toInject(route: DeskRoute, sent: object): InjectOptions {
  const { params, query, body } = sent as { params?: Record<string, string>; query?: Record<string, string>; body?: object };
  const { method, path } = fillPath(route, params);
  return { method: method, url: path, ...(query ? { query } : {}), ...(body ? { payload: body } : {}) };
}
