import type { SessionReply, SessionRequest } from './session-request';
import type { Switches } from '../../switches';
import type { Session } from '../session/session';

/**
 * A request to a session's access URL becomes HttpRequest (rows 7 and 8). Only X- headers reach
 * the script; what the client gets back is row 132.
 */
export function answerAccess(
  session: Session | undefined,
  path: string,
  { request, switches }: { request: SessionRequest; switches: Switches },
): SessionReply {
  if (!session || session.isOver) return { status: switches.accessDead === 'refused' ? null : 404, body: '' };
  session.raiseApp('Application.HttpRequest', requestFields(session, { ...request, path }));
  return { status: 200, body: switches.accessReply === 'text' ? '{"result":1}' : '' };
}

/** What the script sees of a request from outside. */
export function requestFields(session: Session, request: SessionRequest & { path: string }): object {
  return {
    method: request.method.toUpperCase(),
    path: request.path,
    content: Buffer.from(request.body as string).toString(session.core.switches.textEncoding === 'latin-1' ? 'latin1' : 'utf8'),
    headers: scriptHeaders(request.headers),
  };
}

function scriptHeaders(headers: SessionRequest['headers']): { key: string; value: string }[] {
  const list: { key: string; value: string }[] = [];
  for (const [key, value] of Object.entries(headers)) {
    if (!/^x-/i.test(key) || value === undefined) continue;
    list.push({ key, value: Array.isArray(value) ? value.join(', ') : value });
  }
  return list;
}
