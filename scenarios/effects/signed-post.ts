import { DESK_KEY_NAMES, signHeaders } from '../../contracts/signature';
import { clockMs } from './clock';

/** Seconds, the platform's unit. */
const TOTAL_SECONDS = 5;
const CONNECT_SECONDS = 3;

/**
 * Posts a body, signed under the newest key the application has. `done` is
 * called exactly once, at once where nothing could be sent.
 */
export function signedPost(url: string, body: string, done: (answer: Net.HttpRequestResult) => void): void {
  try {
    const signed = signatureOf(body);
    if (signed === null) return done({ code: 0, error: 'the application has no desk key' });
    Net.httpRequest(url, done, {
      method: 'POST',
      postData: body,
      headers: signed,
      timeout: TOTAL_SECONDS,
      connectionTimeout: CONNECT_SECONDS,
    });
  } catch (thrown) {
    // Beyond 35 requests the platform throws instead of answering; nothing that fails here may keep the channel waiting.
    done({ code: 0, error: String(thrown) });
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
