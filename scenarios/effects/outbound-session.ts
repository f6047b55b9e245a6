import type { CallSettings } from '../../contracts/call-settings';
import { LEG_HEADERS, LEG_MESSAGES } from '../../contracts/desk-commands';
import type { OutboundTicket } from '../../contracts/outbound-ticket';
import { rawNumber } from '../call/number';
import { beginOut, transitionOut, type OutEffect, type OutInput, type OutState } from '../call/outbound';
import type { Guard } from '../queue/port';
import { clockMs } from './clock';
import { createDeskChannel, type DeskChannel } from './desk-channel';
import { attempt, createGuard } from './guard';
import type { InboundSession } from './inbound-session';
import { listenTo } from './listen';
import { createLog, describe, type Log } from './log';
import { claimTicket, readTicket } from './ticket';

/** How long the operator waits for the storage. */
const CLAIM_MS = 2_000;

/** A session of the last rule: one call out, or a refusal. */
export function createOutbound(settings: CallSettings): Pick<InboundSession, 'started' | 'alerting'> {
  let callId = '';
  let accessUrl = '';
  const log = (line: string) => createLog(callId)(line);
  const guard = createGuard(log, () => VoxEngine.terminate());
  return {
    started: guard('Application.Started', (event) => {
      callId = String(event.sessionId);
      accessUrl = event.accessSecureURL;
    }),
    alerting: guard('Application.CallAlerting', (event) => {
      const refuse = (why: string) => {
        log(`a call out was refused: ${why}`);
        attempt(log, 'refusing', () => event.call.reject(403));
        VoxEngine.terminate();
      };
      const ticket = readTicket(event);
      if (typeof ticket === 'string') return refuse(ticket);
      const from = settings.callerIds?.[ticket.franchise];
      if (from === undefined) return refuse('unknown franchise');
      let isThere = true;
      const onOperator = listenTo(event.call, guard);
      onOperator(CallEvents.Disconnected, () => { isThere = false; });
      onOperator(CallEvents.Failed, () => { isThere = false; });
      let isDecided = false;
      const go = guard<boolean>('a claimed ticket', (isFirst) => {
        if (isDecided) return;
        isDecided = true;
        if (!isFirst) return refuse('the ticket was used before');
        if (isThere) callOut({ settings, event, ticket, from, callId, accessUrl, guard, log });
        else VoxEngine.terminate();
      });
      // An operator must be able to call while the storage is not: the ticket is fresh and his own.
      const unknown = (why: string) => {
        if (!isDecided) log(`whether the ticket was used before is not known: ${why}`);
        go(true);
      };
      setTimeout(() => unknown('the storage is slow'), CLAIM_MS);
      void claimTicket(ticket, callId).then(go, (thrown) => unknown(describe(thrown)));
    }),
  };
}

interface CallOut {
  readonly settings: CallSettings;
  readonly event: _CallAlertingEvent;
  readonly ticket: OutboundTicket;
  /** The franchise's number, E.164. */
  readonly from: string;
  readonly callId: string;
  readonly accessUrl: string;
  readonly guard: Guard;
  readonly log: Log;
}

function callOut(options: CallOut): void {
  const { settings, event: { call }, ticket, from, callId, guard, log } = options;
  const startMs = clockMs();
  const nowMs = () => Math.max(0, clockMs() - startMs);
  const { post, channel } = createMachine(options, { nowMs, customer: () => customer });
  const startedAt = new Date().toISOString();
  const { operator, franchise, number, callbackOf } = ticket;
  channel.tell({
    kind: 'started', franchise, from, fromRaw: rawNumber(from), to: number, startedAt, direction: 'out', operator, ...(callbackOf === null ? {} : { callbackOf }),
  });
  const onOperator = listenTo(call, guard);
  onOperator(CallEvents.Disconnected, () => post({ kind: 'operatorGone' }));
  onOperator(CallEvents.Failed, () => post({ kind: 'operatorGone' }));
  onOperator(CallEvents.MessageReceived, ({ text }) => {
    if (text === LEG_MESSAGES.alive) post({ kind: 'alive' });
  });
  // He hears that it rings, and is not answered before the customer is: the page takes Connected for a conversation.
  attempt(log, 'early media', () => {
    call.startEarlyMedia();
    call.playProgressTone(settings.numbering.countryCode === '7' ? 'RU' : 'US');
  });
  let customer: Call | null = null;
  const dialled = attempt(log, 'calling out', () => {
    customer = VoxEngine.callPSTN(number.replace('+', ''), from.replace('+', ''));
    const on = listenTo(customer, guard);
    on(CallEvents.Connected, () => post({ kind: 'customerUp' }));
    on(CallEvents.Disconnected, () => post({ kind: 'customerGone', code: 0 }));
    on(CallEvents.Failed, ({ code }) => post({ kind: 'customerGone', code }));
  });
  if (!dialled) post({ kind: 'customerGone', code: 503 });
  log(`${operator} calls out as ${callId}`);
}

type Unstamped<Input> = Input extends OutInput ? Omit<Input, 'atMs'> : never;
interface Surroundings { readonly nowMs: () => number; readonly customer: () => Call | null }

/** One input at a time, one timer for what the state waits for. */
function createMachine(options: CallOut, { nowMs, customer }: Surroundings): { post: (happened: Unstamped<OutInput>) => void; channel: DeskChannel } {
  const { settings, ticket: { operator, franchise }, callId, accessUrl, guard, log } = options;
  let state: OutState = beginOut();
  let cancel = (): void => undefined;
  const at = (atMs: number, fn: () => void) => {
    const fire = guard<void>('a timer', fn);
    const timer = setTimeout(() => fire(), Math.max(1, atMs - nowMs()));
    return () => clearTimeout(timer);
  };
  const arm = () => {
    cancel();
    cancel = state.at === 'ended' ? () => undefined : at(state.untilMs, () => post({ kind: 'tick' }));
  };
  const post = (happened: Unstamped<OutInput>) => {
    const [next, effects] = transitionOut(state, { ...happened, atMs: nowMs() }, { operator, offerId: `${callId}-1` });
    state = next;
    for (const effect of effects) perform(effect, options, { customer: customer(), channel });
    arm();
  };
  const channel = createDeskChannel({
    url: settings.desk?.eventsUrl ?? null, callId, franchise, accessUrl, nowMs, at, advised: () => undefined,
    delivered: () => post({ kind: 'delivered' }), guard, log,
  });
  arm();
  return { post, channel };
}

function perform(effect: OutEffect, { event: { call }, ticket, callId, log }: CallOut, { customer, channel }: { customer: Call | null; channel: DeskChannel }): void {
  switch (effect.do) {
    case 'answer':
      attempt(log, effect.do, () => {
        call.answer({ [LEG_HEADERS.call]: callId, [LEG_HEADERS.franchise]: ticket.franchise });
        if (customer) VoxEngine.sendMediaBetween(call, customer);
      });
      return;
    case 'refuse':
      attempt(log, effect.do, () => call.reject(effect.code));
      return;
    case 'hangUpCustomer':
      attempt(log, effect.do, () => customer?.hangup());
      return;
    case 'hangUpOperator':
      attempt(log, effect.do, () => call.hangup());
      return;
    case 'tell':
      return channel.tell(effect.event);
    case 'deliver':
      return channel.deliver();
    case 'terminate':
      return VoxEngine.terminate();
  }
}
