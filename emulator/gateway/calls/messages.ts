import type { RingingLine } from '../../platform/lines';
import type { Params } from '../params';
import { audioDirection } from '../sdp/read';
import { schemeOf } from '../sdp/scheme';
import type { Handlers, Session } from '../session';
import { sayDisconnected, type Call } from './call';
import { placeCall } from './outgoing';

export const callHandlers: Handlers = {
  createCall(session, params) {
    void placeCall(session, {
      to: params.text(1), id: params.text(3), headers: params.headers(6), offer: params.text(8),
    });
  },
  acceptCall: onCall((session, call, params) => {
    void accept(session, call, params);
  }),
  rejectCall: onCall((_session, call, params) => {
    if (call.ringing && isRinging(call.ringing)) call.ringing.reject({ busy: params.flag(1), headers: params.headers(2) });
    else call.line.hangup(params.headers(2));
  }),
  disconnectCall(session, params) {
    const id = params.text(0);
    const call = session.calls.get(id);
    if (call) {
      call.line.hangup(params.headers(1));
      return;
    }
    session.placing.delete(id);
    // The SDK stays in STOPPING until it is told, also about what we never knew.
    sayDisconnected(session, id, { headers: {}, answeredElsewhere: false });
  },
  sendSIPInfo: onCall((_session, call, params) => {
    const mimeType = `${params.text(1)}/${params.text(2)}`;
    if (mimeType === 'application/zingaya-im') call.line.sendMessage(params.text(3));
    // Candidates of the page: ICE-lite learns its address from its checks.
    else if (mimeType !== 'voximplant/sdpfrag') call.line.sendInfo(mimeType, params.text(3), params.headers(4));
  }),
  sendDTMF: onCall((_session, call, params) => {
    const tone = '0123456789*#'[params.number(1)];
    if (tone !== undefined) call.line.sendTone(tone);
  }),
  ReInvite: onCall((session, call, params) => {
    void reinvite(session, call, params.text(2));
  }),
  transferCall(session, params) {
    const confirm = session.services.faults.transfers === 'confirm';
    session.say(confirm ? 'handleTransferComplete' : 'handleTransferFailed', params.text(0));
  },
};

/** Messages about calls that are over come late all the time; they are dropped. */
function onCall(handle: (session: Session, call: Call, params: Params) => void) {
  return (session: Session, params: Params): void => {
    const call = session.calls.get(params.text(0));
    if (call) handle(session, call, params);
  };
}

async function accept(session: Session, call: Call, params: Params): Promise<void> {
  const headers = params.headers(1);
  try {
    await call.media.accept(params.text(2));
    if (call.ringing && isRinging(call.ringing)) call.ringing.answer({ headers, customData: headers['VI-CallData'] });
  } catch (error) {
    session.services.log(`gateway: the page's answer cannot be used: ${String(error)}`);
    call.line.hangup();
  }
}

/** Hold, unhold, and an ICE restart. */
async function reinvite(session: Session, call: Call, offer: string): Promise<void> {
  try {
    const answer = await call.media.reanswer(offer);
    session.say('handleAcceptReinvite', call.id, {}, answer, schemeOf(answer));
    const direction = audioDirection(offer);
    call.line.hold(direction === 'sendonly' || direction === 'inactive');
  } catch (error) {
    session.services.log(`gateway: cannot renegotiate: ${String(error)}`);
    session.say('handleRejectReinvite', call.id, {}, '');
  }
}

function isRinging(line: RingingLine): boolean {
  return line.state === 'alerting' || line.state === 'progressing';
}
