import { randomUUID } from 'node:crypto';
import type { DeviceListener, RingingLine } from '../../platform/lines';
import type { MediaLeg } from '../media/leg';
import { schemeOf } from '../sdp/scheme';
import type { Session } from '../session';
import { book, relayTo, release, sayConnected, sayDisconnected } from './call';

/** The platform rings this page. */
export function ringListener(session: Session): Pick<DeviceListener, 'ring'> {
  return {
    ring(line) {
      const media = session.services.media.open();
      present(session, line, media).catch((error: unknown) => {
        session.services.log(`gateway: cannot ring a page of ${session.operator?.user.name ?? 'nobody'}: ${String(error)}`);
        line.hangup();
      });
    },
  };
}

/** The page gets our offer; each device its own, because its media is its own. */
async function present(session: Session, line: RingingLine, media: MediaLeg): Promise<void> {
  const id = randomUUID();
  let scheme = '';
  book(session, { id, line, media, ringing: line });
  line.listen({
    ...relayTo(session, id, media),
    connected(headers) {
      media.speakAs(line.legId);
      sayConnected(session, id, { headers, sdp: '', scheme });
    },
    ended(end) {
      // Before the offer was ready the page has not heard of the call.
      if (scheme !== '') sayDisconnected(session, id, end);
      release(session, id);
    },
  });
  const offer = await media.offer();
  if (!session.calls.has(id)) return;
  scheme = schemeOf(offer);
  session.say('handleIncomingConnection', id, line.number, line.displayName, line.headers, offer, scheme);
}
