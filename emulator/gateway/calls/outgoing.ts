import type { Headers, Line } from '../../platform/lines';
import type { MediaLeg } from '../media/leg';
import { schemeOf } from '../sdp/scheme';
import type { Session } from '../session';
import { book, relayTo, release, sayConnected, sayDisconnected } from './call';

export interface CallRequest {
  id: string;
  to: string;
  headers: Headers;
  offer: string;
}

/** customData travels in a header. */
const customDataHeader = 'VI-CallData';

/** `call()` of the SDK: a call into the cloud, routed by rules like any other. */
export async function placeCall(session: Session, request: CallRequest): Promise<void> {
  const media = session.services.media.open();
  session.placing.add(request.id);
  try {
    const answer = await media.answer(request.offer);
    // Hung up before the call has reached the cloud.
    if (!session.placing.has(request.id)) {
      media.close();
      return;
    }
    if (!session.operator) throw new Error('nobody is signed in');
    const line = session.operator.device.call(request.to, {
      headers: request.headers,
      customData: request.headers[customDataHeader],
      displayName: session.operator.user.displayName,
    });
    follow(session, { id: request.id, line, media, answer });
  } catch (error) {
    media.close();
    session.services.log(`gateway: cannot place a call of ${session.operator?.user.name ?? 'nobody'}: ${String(error)}`);
    session.say('handleConnectionFailed', request.id, 488, 'Not acceptable here', {});
  } finally {
    session.placing.delete(request.id);
  }
}

function follow(session: Session, call: { id: string; line: Line; media: MediaLeg; answer: string }): void {
  const { id, line, media, answer } = call;
  const scheme = schemeOf(answer);
  let rings = false;
  const stopRinging = () => {
    if (rings) session.say('stopRinging', id);
    rings = false;
  };
  media.speakAs(line.legId);
  book(session, { id, line, media });
  line.listen({
    ...relayTo(session, id, media),
    ringing() {
      rings = true;
      session.say('handleRingOut', id);
    },
    earlyMedia(headers) {
      stopRinging();
      session.say('startEarlyMedia', id, headers, answer, scheme);
    },
    connected(headers) {
      stopRinging();
      sayConnected(session, id, { headers, sdp: answer, scheme });
    },
    ended(end) {
      stopRinging();
      if (end.wasConnected) sayDisconnected(session, id, end);
      else session.say('handleConnectionFailed', id, end.code, end.reason, end.headers);
      release(session, id);
    },
  });
}
