import { createHash } from 'node:crypto';
import https from 'node:https';
import path from 'node:path';
import { Connection, type Parameters } from '../../cloud/connection';
import { readCredentials } from '../../cloud/credentials';
import { sleep } from '../../cloud/management';
import { number, rows, text, type Row } from '../../cloud/read-answer';
import { environmentFolder, writeJsonFile } from '../../releases/folder';
import type { Session } from '../session';
import { MANNERS_SCRIPT, NEEDS_A_CALL, REJECTION_SCRIPT } from './probe-scripts';

export interface ProbeResult {
  /** Switch settings for the emulator, by name. */
  switches: Record<string, string>;
  /** Findings that are no switch. */
  notes: Record<string, string>;
  lines: string[];
}

const APPLICATION = 'vox-probe';
const PATIENCE_MS = 20_000;

/** Tries out in an application of its own, which is removed afterwards, what no call is needed for. */
export async function probe({ input }: Session, root: string): Promise<ProbeResult> {
  const { target, now } = input;
  const connection = new Connection({ target, credentials: readCredentials(target.credentials), now });
  const ask = (method: string, parameters: Parameters = {}): Promise<Row> =>
    connection.ask(method, { application_name: APPLICATION, ...parameters }, 'the probe');
  try {
    await ask('DelApplication').catch(() => undefined);
    await ask('AddApplication');
    const { switches, accessHost } = await probeSessions(ask, target.ca);
    const notes = { ...(await probeApi(ask)), accessHost };
    const file = path.join(environmentFolder(root, input.environment.name), 'switches.json');
    writeJsonFile(file, { switches, notes });
    return { switches, notes, lines: report(switches, notes, path.relative(root, file)) };
  } finally {
    await ask('DelApplication').catch(() => undefined);
    connection.close();
  }
}

type Ask = (method: string, parameters?: Parameters) => Promise<Row>;

async function probeSessions(ask: Ask, ca: string | null): Promise<{ switches: Record<string, string>; accessHost: string }> {
  const utf8 = createHash('sha256').update('я', 'utf8').digest('hex');
  const manners = await start(ask, 'probe-manners', MANNERS_SCRIPT.replace('UTF8_HASH', `'${utf8}'`));
  const url = text(manners, 'media_session_access_secure_url');
  const reply = await post(url, ca);
  const seen = await valueOf(ask, 'manners');
  const rejection = await start(ask, 'probe-rejection', REJECTION_SCRIPT);
  const survived = await valueOf(ask, 'survived', 5000);
  const dead = await postToDead(url, ca);
  return {
    accessHost: new URL(text(rejection, 'media_session_access_secure_url')).hostname,
    switches: {
      ...(seen === undefined ? {} : (JSON.parse(seen) as Record<string, string>)),
      unhandledRejection: survived === undefined ? 'fatal' : 'ignored',
      ...(reply === null ? {} : { accessReply: reply.body === '' ? 'empty' : 'text' }),
      accessDead: dead === null ? 'refused' : String(dead.status),
    },
  };
}

async function start(ask: Ask, name: string, script: string): Promise<Row> {
  await ask('AddScenario', { scenario_name: name, scenario_script: script });
  const rule = await ask('AddRule', { rule_name: name, rule_pattern: name, scenario_name: name });
  return ask('StartScenarios', { rule_id: number(rule, 'rule_id') });
}

/** Scripts answer through the storage; undefined where none came in time. */
async function valueOf(ask: Ask, key: string, patienceMs = PATIENCE_MS): Promise<string | undefined> {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += 500) {
    const found = rows(await ask('GetKeyValueItems', { key }), 'result');
    if (found[0]) return text(found[0], 'value');
    await sleep(500);
  }
  return undefined;
}

function post(url: string, ca: string | null): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve) => {
    const request = https.request(url, { method: 'POST', timeout: 5000, agent: false, ...(ca === null ? {} : { ca }) }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.end('probe');
  });
}

/** The first session ends 3 s after it has answered; asked until then it answers as a live one. */
async function postToDead(url: string, ca: string | null): Promise<{ status: number } | null> {
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += 1000) {
    const reply = await post(url, ca);
    if (reply === null || reply.status !== 200) return reply;
    await sleep(1000);
  }
  return { status: 200 };
}

async function probeApi(ask: Ask): Promise<Record<string, string>> {
  await ask('AddScenario', { scenario_name: 'probe-rewrite', scenario_script: '1' });
  const rewrite = await ask('AddScenario', { scenario_name: 'probe-rewrite', scenario_script: '2', rewrite: true })
    .then(() => 'replaces the text', (error: Error) => `refused: ${error.message}`);
  const queues = await ask('SQ_GetQueues');
  return {
    rewriteInTheSameScope: rewrite,
    listOfQueues: Array.isArray(queues['result']) ? 'a list' : 'an object',
  };
}

function report(switches: Record<string, string>, notes: Record<string, string>, file: string): string[] {
  return [
    '', 'Probed:',
    ...Object.entries({ ...switches, ...notes }).map(([name, value]) => `  ${name} = ${value}`),
    `Written to ${file}.`,
    'Not probed, since it takes a call and an operator:',
    ...NEEDS_A_CALL.map((line) => `  ${line}`),
  ];
}
