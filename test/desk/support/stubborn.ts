import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { signHeaders, toAsciiJson } from '../../../contracts/signature';
import { hmacSha256Hex } from '../../../desk/sign-in/one-time-key';
import { SAMPLE_KEYS } from './sample-config';

/** Sends until the desk says it has it, as the page's outbox and the session's channel do. */
export function createStubborn(url: string, retryMs = 50) {
  const again = async (send: () => Promise<Response>): Promise<Response> => {
    for (;;) {
      const answer = await send().catch(() => undefined);
      if (answer?.ok) return answer;
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) throw new Error(`The desk refused: ${answer.status} ${await answer.text()}`);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  };
  return {
    events: (batch: unknown) => again(() => {
      const body = toAsciiJson(batch);
      const signed = signHeaders({
        body, nowMs: Date.now(), nonce: randomBytes(12).toString('hex'), keyName: 'VOX_DESK_KEY_1', key: SAMPLE_KEYS.desk['VOX_DESK_KEY_1'] ?? '',
      }, hmacSha256Hex);
      return fetch(`${url}/api/calls/events`, { method: 'POST', body, headers: { ...signed, 'content-type': 'application/json' }, signal: AbortSignal.timeout(5_000) });
    }),
    ask: ({ method, path, session, body }: { method: string; path: string; session: string; body?: unknown }) => again(() => fetch(url + path, {
      method, signal: AbortSignal.timeout(5_000),
      headers: { authorization: `Bearer ${session}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })),
  };
}

/** An operator of the center signs in, by this machine's clock. Returns the session. */
export async function signInAt(url: string, operator: string): Promise<string> {
  const key = SAMPLE_KEYS.erpSignIn['center'];
  const token = await new SignJWT({ franchise: 'center' }).setProtectedHeader({ alg: 'HS256' }).setSubject(operator).setAudience('vox-desk')
    .setIssuedAt().setExpirationTime('2m').sign(new TextEncoder().encode(key?.kind === 'secret' ? key.secret : ''));
  const answer = await createStubborn(url).ask({ method: 'POST', path: '/api/session', session: '', body: { token, cookie: false } });
  return (await answer.json() as { session: string }).session;
}
