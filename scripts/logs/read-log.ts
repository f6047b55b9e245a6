import type { Agent, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

export interface LogAccess {
  /** For https; undefined: Node's own. */
  agent: Agent | undefined;
  /** The service account's proof, for accounts with secure storage. */
  authorization: () => string;
}

/** Where the account's own logs lie; nobody else gets a token of ours. */
const TRUSTED = /(^|\.)voximplant\.(com|ru)$|^127\.0\.0\.1$|^localhost$/;
const TIMEOUT_MS = 15_000;
const MOST_CHARACTERS = 2_000_000;

/** The lines of a session's log as plain text; a sentence where it cannot be read, since the other logs go on. */
export async function readLog(url: string, access: LogAccess): Promise<string[]> {
  try {
    const text = await download(url, access);
    return stripVTControlCharacters(text).split(/\r?\n/).filter((line) => line !== '');
  } catch (error) {
    return [`(the log cannot be read: ${error instanceof Error ? error.message : String(error)})`];
  }
}

function download(url: string, { agent, authorization }: LogAccess): Promise<string> {
  const { protocol, hostname } = new URL(url);
  const secure = protocol === 'https:';
  const headers = TRUSTED.test(hostname) ? { authorization: authorization() } : {};
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).get(url, { timeout: TIMEOUT_MS, headers, ...(secure && agent ? { agent } : {}) }, (response) => {
      if (response.statusCode === 200) return void collect(response).then(resolve, reject);
      response.resume();
      reject(new Error(`HTTP ${response.statusCode ?? 0}`));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    request.on('error', reject);
  });
}

async function collect(response: IncomingMessage): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let text = '';
  for await (const chunk of response) {
    text += decoder.write(chunk as Buffer);
    if (text.length > MOST_CHARACTERS) return `${text.slice(0, MOST_CHARACTERS)}\n(cut here: the log is longer)`;
  }
  return text;
}
