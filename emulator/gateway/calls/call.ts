import type { Headers, Line, LineEnd, LineListener, RingingLine } from '../../platform/lines';
import type { MediaLeg } from '../media/leg';
import type { Session } from '../session';

/** One call of a page: a line of the cloud on one side, the SDK's messages on the other. */
export interface Call {
  readonly id: string;
  readonly line: Line;
  readonly media: MediaLeg;
  /** Only while it rings at this page. */
  readonly ringing?: RingingLine;
  /** The page is gone: nothing more is said to it. */
  abandon(): void;
}

/** Calls of one page by the SDK's call id. */
export type CallBook = Map<string, Call>;

/** The part of a listener that is the same for both directions. */
export function relayTo(session: Session, id: string, media: MediaLeg): LineListener {
  return {
    message: (text) => session.say('handleSIPInfo', id, 'application', 'zingaya-im', text, {}),
    info({ mimeType, body, headers }) {
      const [type = '', subtype = ''] = mimeType.split('/');
      session.say('handleSIPInfo', id, type, subtype, body, headers);
    },
    hears: (heard) => media.hear(heard),
  };
}

/** Registers a call whose page may vanish. */
export function book(session: Session, call: Omit<Call, 'abandon'>): void {
  session.calls.set(call.id, {
    ...call,
    abandon() {
      if (call.line.state !== 'ended') call.line.hangup();
      call.media.close();
    },
  });
}

export function release(session: Session, id: string): void {
  session.calls.get(id)?.media.close();
  session.calls.delete(id);
}

export function sayConnected(session: Session, id: string, answer: { headers: Headers; sdp: string; scheme: string }): void {
  session.say('handleConnectionConnected', id, answer.headers, answer.sdp, '', answer.scheme);
}

export function sayDisconnected(session: Session, id: string, end: Pick<LineEnd, 'headers' | 'answeredElsewhere'>): void {
  session.say('handleConnectionDisconnected', id, end.headers, end.answeredElsewhere ? { answeredElsewhere: true } : {});
}
