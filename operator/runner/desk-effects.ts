import type { Draft } from '../../contracts/desk-api';
import { toIso } from '../../contracts/time';
import { wallAt, type DeskEffect, type DraftNote, type OutboxItem } from '../state';
import { DeskError } from '../desk/desk-http';
import type { Services } from './services';
import { draftUpload } from './store-effects';

/** The desk waits 900 ms for the session's answer, the reducer 1,000 ms for the desk's. */
const DROP_LIMIT_MS = 1_500;

export function runDeskEffect(effect: DeskEffect, services: Services): void {
  switch (effect.type) {
    case 'desk.leadership': return void lead(effect.action, services);
    case 'desk.askCurrent': return void askCurrent(services);
    case 'desk.presence':
      return services.live.send({ type: 'presence', presence: effect.presence, callId: effect.callId });
    case 'desk.lookUp': return void lookUp(effect, services);
    case 'desk.search': return void search(effect, services);
    case 'desk.attach': return void attach(effect, services);
    case 'desk.drop': return void drop(effect, services);
    case 'desk.outbound': return void askOutbound(effect, services);
    case 'desk.transfer': return void transfer(effect, services);
    case 'desk.transferAct': return void actOnTransfer(effect, services);
    case 'desk.deliver': return void deliver(effect.item, services);
    default: return void tellCall(effect, services);
  }
}

type Of<T extends DeskEffect['type']> = Extract<DeskEffect, { type: T }>;

async function lead(action: Of<'desk.leadership'>['action'], { http, state, dispatch }: Services): Promise<void> {
  const { pageId } = state();
  const leadership = await http.call('POST /api/leadership', { body: { pageId, action } }).catch(() => null);
  // Without an answer everything stays as it is: the last leader leads on.
  if (leadership) dispatch({ type: 'desk.leadership', leadership });
}

/** What went on in an earlier page load or in another tab: an open wrap-up, and texts. */
async function askCurrent({ http, dispatch }: Services): Promise<void> {
  const [current, drafts] = await Promise.all([
    http.call('GET /api/calls/current', {}).catch(() => null),
    http.call('GET /api/drafts', {}).catch(() => null),
  ]);
  if (drafts) dispatch({ type: 'desk.drafts', drafts: await Promise.all(drafts.drafts.map((draft) => withNumber(draft, http))) });
  if (!current?.wrapUp) return;
  const { call, wrapUp } = current;
  const number = call?.callId === wrapUp.callId ? call.from ?? call.fromRaw : null;
  dispatch({ type: 'desk.wrapUp', wrapUp, number });
}

async function withNumber({ callId, comment, customerId, revision }: Draft, http: Services['http']): Promise<DraftNote> {
  const call = await http.call('GET /api/calls/:callId', { params: { callId } }).catch(() => null);
  return { callId, comment, customerId, revision, number: call ? call.from ?? call.fromRaw : '' };
}

async function lookUp({ callId, journalled, number, asked }: Of<'desk.lookUp'>, { http, dispatch }: Services): Promise<void> {
  const body = { number, callId: journalled ? callId : null };
  const answer = await http.call('POST /api/look-up', { body }).catch(() => null);
  dispatch({ type: 'desk.lookedUp', callId, asked, answer });
}

async function search({ callId, query }: Of<'desk.search'>, { http, dispatch }: Services): Promise<void> {
  const answer = await http.call('POST /api/customers/search', { body: { query, limit: 8 } }).catch(() => null);
  dispatch({ type: 'desk.found', callId, query, customers: answer?.customers ?? null, more: answer ? answer.more : 0 });
}

async function attach({ callId, customerId, number }: Of<'desk.attach'>, { http, dispatch }: Services): Promise<void> {
  const input = { params: { customerId }, body: { number } };
  const customer = await http.call('POST /api/customers/:customerId/numbers', input).catch(() => null);
  dispatch({ type: 'desk.attached', callId, customer });
}

async function drop({ callId, offerId, commandId }: Of<'desk.drop'>, { http, dispatch }: Services): Promise<void> {
  const input = { params: { callId }, body: { commandId, offerId } };
  const outcome = await http.call('POST /api/calls/:callId/drop', input, { limitMs: DROP_LIMIT_MS })
    .catch(() => ({ commandId, applied: false, why: 'unreachable' as const }));
  dispatch({ type: 'desk.commandResult', outcome });
}

async function askOutbound({ dialId, number, about }: Of<'desk.outbound'>, { http, dispatch }: Services): Promise<void> {
  const line = await http.call('POST /api/outbound', { body: { number, about } }).catch(() => null);
  dispatch({ type: 'desk.outbound', dialId, line });
}

async function transfer({ callId, transferId, mode, to }: Of<'desk.transfer'>, services: Services): Promise<void> {
  const { http, dispatch } = services;
  draftUpload(services).now(callId);
  const view = await http.call('POST /api/calls/:callId/transfer', { params: { callId }, body: { transferId, mode, to } }).catch(() => null);
  dispatch(view ? { type: 'desk.transfer', transfer: view } : { type: 'desk.transferRefused', transferId });
}

async function actOnTransfer({ callId, transferId, action }: Of<'desk.transferAct'>, { http, dispatch }: Services): Promise<void> {
  const input = { params: { callId, transferId }, body: { action } };
  const view = await http.call('POST /api/calls/:callId/transfer/:transferId', input).catch(() => null);
  dispatch(view ? { type: 'desk.transfer', transfer: view } : { type: 'desk.actFailed', transferId });
}

/** Idempotent by its save id: an answer that was lost does no harm. */
async function deliver(item: OutboxItem, services: Services): Promise<void> {
  const ok = await sendItem(item, services).then(() => true, (error: unknown) => isSettled(error, item));
  services.dispatch({ type: 'desk.delivered', saveId: item.saveId, ok, jitter: Math.random() });
}

function sendItem({ callId, kind, saveId, comment, customerId, savedAtMs }: OutboxItem, { http, clock }: Services): Promise<unknown> {
  const params = { callId };
  if (kind === 'cancel') return http.call('POST /api/calls/:callId/wrap-up/cancel', { params, body: customerId === null ? {} : { customerId } });
  const body = { saveId, comment, customerId, savedAt: toIso(wallAt(clock, savedAtMs)), agoMs: clock.nowMs() - savedAtMs };
  return http.call('POST /api/calls/:callId/wrap-up/save', { params, body });
}

/** A cancellation of what the desk does not know needs no second try; a save is never given up. */
function isSettled(error: unknown, item: OutboxItem): boolean {
  return item.kind === 'cancel' && error instanceof DeskError && (error.code === 'not-found' || error.code === 'conflict');
}

type TellCall = Of<'desk.report'> | Of<'desk.openWrapUp'> | Of<'desk.extendWrapUp'> | Of<'desk.choose'>;

async function tellCall(effect: TellCall, services: Services): Promise<void> {
  const { http, dispatch } = services;
  const params = { callId: effect.callId };
  try {
    if (effect.type === 'desk.report') await http.call('POST /api/calls/:callId/offer', { params, body: effect.report });
    if (effect.type === 'desk.choose') {
      const { customer } = await http.call('PUT /api/calls/:callId/customer', { params, body: { customerId: effect.customerId } });
      if (customer) dispatch({ type: 'desk.chosen', callId: effect.callId, customer });
    }
    if (effect.type === 'desk.openWrapUp') {
      const wrapUp = await http.call('POST /api/calls/:callId/wrap-up/open', { params, body: { endedBy: effect.endedBy } });
      dispatch({ type: 'desk.wrapUp', wrapUp, number: null });
    }
    if (effect.type === 'desk.extendWrapUp') {
      const wrapUp = await http.call('POST /api/calls/:callId/wrap-up/extend', { params });
      dispatch({ type: 'desk.wrapUp', wrapUp, number: null });
    }
  } catch (error) {
    if (effect.type === 'desk.extendWrapUp') dispatch({ type: 'desk.extendFailed', callId: effect.callId });
    if (!(error instanceof DeskError)) throw error;
  }
}
