import { request } from 'node:https';
import type { Clock } from '../targets';

/** Posts a signed command to a session's access URL over TLS; virtual time waits for the answer. */
export function commandPoster(clock: Clock, ca: string) {
  return async (url: string, headers: Record<string, string>, body: string): Promise<void> => {
    const release = clock.hold();
    try {
      await post(url, { headers, body, ca });
    } finally {
      release();
    }
  };
}

function post(url: string, { headers, body, ca }: { headers: Record<string, string>; body: string; ca: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, ca, agent: false }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${response.statusCode ?? 0}`))));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
