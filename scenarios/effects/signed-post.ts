import { DESK_KEY_NAMES, signHeaders } from '../../contracts/signature';
import { clockMs } from './clock';

/** Seconds, the platform's unit. */
const TOTAL_SECONDS = 5;
const CONNECT_SECONDS = 3;

export interface PostAnswer {
  readonly ok: boolean;
  /** HTTP status, or the platform's 0, -1 … -9. */
  readonly code: number;
  readonly text: string;
}

/**
 * Posts a body, signed under the newest key the application has. `done` is
 * called exactly once, at once where nothing could be sent.
 */
export function signedPost(url: string, body: string, done: (answer: PostAnswer) => void): void {
  const signed = signatureOf(body);
  if (signed === null) return done({ ok: false, code: 0, text: 'the application has no desk key' });
  try {
    Net.httpRequest(url, ({ code, text }) => done({ ok: code >= 200 && code < 300, code, text: text ?? '' }), {
      method: 'POST',
      postData: body,
      headers: signed,
      timeout: TOTAL_SECONDS,
      connectionTimeout: CONNECT_SECONDS,
    });
  } catch (thrown) {
    // Beyond 35 requests the platform throws instead of answering.
    done({ ok: false, code: 0, text: String(thrown) });
  }
}

function signatureOf(body: string): Record<string, string> | null {
  for (const keyName of DESK_KEY_NAMES) {
    const key = VoxEngine.getSecretValue(keyName);
    if (key !== undefined && key !== '') {
      const message = { body, nowMs: clockMs(), nonce: uuidgen(), keyName, key };
      const headers = signHeaders(message, Crypto.hmac_sha256);
      headers['Content-Type'] = 'application/json';
      return headers;
    }
  }
  return null;
}
