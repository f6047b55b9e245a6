import https from 'node:https';
import http from 'node:http';
import { bad, good, type Check } from './check';

export interface DeskQuestion {
  deskUrl: string | null;
  /** Where an emulator leads that address to. */
  at: string | null;
  /** An authority to trust besides the usual ones. */
  ca: string | null;
}

/** The desk answers where the scenarios will post to, with a certificate that holds. Any HTTP status will do. */
export async function checkDesk({ deskUrl, at, ca }: DeskQuestion): Promise<Check> {
  if (deskUrl === null) return good('desk', 'none is configured');
  try {
    const status = await ask(at ?? deskUrl, ca);
    return good('desk', `${deskUrl} answers (HTTP ${status}${at === null ? '' : `, here at ${at}`})`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const certificate = /CERT|SIGNED|ALTNAME/.test(code ?? '');
    return certificate
      ? bad('desk', `${deskUrl} has no valid certificate (${code})`, 'Give it a certificate of a public authority: scenarios refuse others.')
      : bad('desk', `${deskUrl} does not answer (${code ?? message})`, 'Start the desk, or correct deskUrl of this environment in voxfiles.config.ts.');
  }
}

function ask(url: string, ca: string | null): Promise<number> {
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(url, { timeout: 10_000, ...(ca === null ? {} : { ca }) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 10 s')));
    request.on('error', reject);
    request.end();
  });
}
