import type { CallSettings } from '../../contracts/call-settings';
import { LEG_HEADERS, LEG_MESSAGES } from '../../contracts/desk-commands';
import type { OutboundTicket } from '../../contracts/outbound-ticket';
import { rawNumber } from '../call/number';
import { beginOut, outWakeAtMs, transitionOut, type OutEffect, type OutHappens, type OutState, type OutStep } from '../call/outbound';
import { createCallSession, type CallSession } from './call-session';
import { attempt } from './guard';
import { listenTo } from './listen';
import type { SessionContext, TakenCall } from './session';

export interface CallOut extends SessionContext {
  readonly settings: CallSettings;
  /** The leg of whoever calls. */
  readonly operator: Call;
  readonly ticket: OutboundTicket;
  /** The franchise's number, E.164. */
  readonly from: string;
}

/** What the effects of one call out work on. */
interface OutContext {
  readonly options: CallOut;
  readonly session: CallSession<OutState, OutHappens, OutEffect>;
  customer: Call | null;
  answered: boolean;
}

/** One call out, as soon as it is started. */
export function callOut(options: CallOut): TakenCall & { start(): void } {
  const { callId, settings, ticket: { operator, franchise } } = options;
  const who = { operator, offerId: `${callId}-1` };
  const session = createCallSession<OutState, OutHappens, OutEffect>({
    context: options,
    franchise,
    eventsUrl: settings.desk?.eventsUrl ?? null,
    machine: { transition: (state, input, atMs) => transitionOut(state, { ...input, atMs }, who), wakeAtMs: outWakeAtMs },
    perform: (effect) => perform(context, effect),
    release: () => {
      perform(context, { do: 'hangUpCustomer' });
      perform(context, context.answered ? { do: 'hangUpOperator' } : { do: 'refuse', code: 500 });
    },
  });
  const context: OutContext = { options, session, customer: null, answered: false };
  return { ...session, start: () => session.start(() => begin(context)) };
}

function begin({ options, session: { post } }: OutContext): OutStep {
  const { callId, guard, log, from, operator: leg, ticket: { operator, franchise, number, callbackOf } } = options;
  const on = listenTo(leg, guard);
  on(CallEvents.Disconnected, () => post({ kind: 'operatorGone' }));
  on(CallEvents.Failed, () => post({ kind: 'operatorGone' }));
  on(CallEvents.MessageReceived, ({ text }) => {
    if (text === LEG_MESSAGES.alive) post({ kind: 'alive' });
  });
  log(`${operator} calls out as ${callId}`);
  const started: OutEffect = {
    do: 'tell',
    event: {
      kind: 'started', franchise, from, fromRaw: rawNumber(from), to: number, startedAt: new Date().toISOString(), direction: 'out', operator,
      ...(callbackOf === null ? {} : { callbackOf }),
    },
  };
  return [beginOut(), [started, { do: 'callCustomer' }]];
}

function perform(context: OutContext, effect: OutEffect): void {
  const { session, customer, options: { operator, log, callId, ticket: { franchise } } } = context;
  switch (effect.do) {
    case 'callCustomer':
      return callCustomer(context);
    case 'answer': {
      context.answered = true;
      const bridged = attempt(log, effect.do, () => {
        operator.answer({ [LEG_HEADERS.call]: callId, [LEG_HEADERS.franchise]: franchise });
        if (customer) VoxEngine.sendMediaBetween(operator, customer);
      });
      // A leg that cannot be answered or bridged has died: nobody is left in silence.
      if (!bridged) session.post({ kind: 'operatorGone' });
      return;
    }
    case 'refuse':
      attempt(log, effect.do, () => operator.reject(effect.code));
      return;
    case 'hangUpCustomer':
      attempt(log, effect.do, () => customer?.hangup());
      return;
    case 'hangUpOperator':
      attempt(log, effect.do, () => operator.hangup());
      return;
    case 'tell':
      return session.tell(effect.event);
    case 'deliver':
      return session.deliver();
    case 'terminate':
      return session.terminate();
  }
}

function callCustomer(context: OutContext): void {
  const { session: { post }, options: { operator, settings, guard, log, from, ticket: { number } } } = context;
  // The operator hears that it rings, and is not answered before the customer is: the page takes Connected for a conversation.
  attempt(log, 'early media', () => {
    operator.startEarlyMedia();
    operator.playProgressTone(settings.numbering.countryCode === '7' ? 'RU' : 'US');
  });
  const dialled = attempt(log, 'calling out', () => {
    const customer = VoxEngine.callPSTN(number.replace('+', ''), from.replace('+', ''));
    context.customer = customer;
    const on = listenTo(customer, guard);
    on(CallEvents.Connected, () => post({ kind: 'customerUp' }));
    on(CallEvents.Disconnected, () => post({ kind: 'customerGone', code: 0 }));
    on(CallEvents.Failed, ({ code }) => post({ kind: 'customerGone', code }));
  });
  if (!dialled) post({ kind: 'customerGone', code: 503 });
}
