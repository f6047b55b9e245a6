import type { CallSettings } from '../../contracts/call-settings';
import { attempt } from './guard';
import { listenTo } from './listen';
import { describe } from './log';
import { callOut } from './outbound-call';
import { createSession, type Session, type SessionContext, type TakenCall } from './session';
import { claimTicket, readTicket, type SignedTicket } from './ticket';

/** How long the operator waits for the storage. */
const CLAIM_MS = 2_000;

/** A session of the last rule: one call out, or a refusal. */
export function createOutbound(settings: CallSettings): Session {
  return createSession((operator, event, context) => {
    const { log, guard } = context;
    let call: TakenCall | null = null;
    const refuse = (why: string, code = 403) => {
      log(`a call out was refused: ${why}`);
      attempt(log, 'refusing', () => operator.reject(code));
      VoxEngine.terminate();
    };
    const ticket = readTicket(event);
    const from = typeof ticket === 'string' ? undefined : settings.callerIds?.[ticket.franchise];
    if (typeof ticket === 'string') refuse(ticket);
    else if (from === undefined) refuse('unknown franchise');
    else {
      let isThere = true;
      const onOperator = listenTo(operator, guard);
      onOperator(CallEvents.Disconnected, () => { isThere = false; });
      onOperator(CallEvents.Failed, () => { isThere = false; });
      askWhetherFirst(ticket, context, (isFirst) => {
        if (!isFirst) refuse('the ticket was used before');
        else if (isThere) (call = callOut({ ...context, settings, operator, ticket, from })).start();
        else VoxEngine.terminate();
      });
    }
    return {
      request: (request) => call?.request(request),
      fault: () => (call ? call.fault() : refuse('its session failed', 500)),
    };
  });
}

/** Answers once, within `CLAIM_MS`. */
function askWhetherFirst(ticket: SignedTicket, { callId, guard, log }: SessionContext, answer: (isFirst: boolean) => void): void {
  let isOpen = true;
  const decide = guard<boolean>('a claimed ticket', (isFirst) => {
    if (!isOpen) return;
    isOpen = false;
    answer(isFirst);
  });
  // An operator must be able to call while the storage is not: the ticket is fresh and their own.
  const unknown = guard<string>('a ticket that was not claimed', (why) => {
    if (isOpen) log(`whether the ticket was used before is not known: ${why}`);
    decide(true);
  });
  setTimeout(() => unknown('the storage is slow'), CLAIM_MS);
  void claimTicket(ticket, callId).then(decide, (thrown) => unknown(describe(thrown)));
}
