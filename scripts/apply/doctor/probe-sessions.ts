import { createHash } from 'node:crypto';
import https from 'node:https';
import { sleep } from '../../cloud/management';
import { number, rows, text, type Row } from '../../cloud/read-answer';
import { FAILURE_SCRIPT, MANNERS_SCRIPT, QUEUES_SCRIPT, REJECTION_SCRIPT } from './probe-scripts';
import type { Ask, Findings } from './findings';

const PATIENCE_MS = 30_000;

/** Starts sessions that try things out, and talks to one of them over its access URL. `name` begins every name. */
export async function probeSessions(ask: Ask, name: string, ca: string | null): Promise<Findings> {
  const utf8 = createHash('sha256').update('я', 'utf8').digest('hex');
  const queues = await start(ask, `${name}-queues`, QUEUES_SCRIPT.replaceAll('PROBE', name));
  const manners = await start(ask, `${name}-manners`, MANNERS_SCRIPT.replace('UTF8_HASH', `'${utf8}'`));
  const url = text(manners, 'media_session_access_secure_url');
  const [reply] = await Promise.all([
    post(url, ca),
    start(ask, `${name}-rejection`, REJECTION_SCRIPT),
    start(ask, `${name}-failure`, FAILURE_SCRIPT.replace('LISTENER', text(manners, 'media_session_access_url'))),
  ]);
  const seen = await valueOf(ask, 'manners');
  // It writes after half the time that the first one takes.
  const survived = await valueOf(ask, 'survived', 0);
  const dead = await postToDead(url, ca);
  const found = { ...parsed(seen), ...parsed(await valueOf(ask, 'queues')) };
  const { switches, notes } = apart(found);
  return {
    switches: {
      ...switches,
      unhandledRejection: survived === undefined ? 'fatal' : 'ignored',
      ...(reply === null ? {} : { accessReply: reply.body === '' ? 'empty' : 'text' }),
      ...(dead === null ? { accessDead: 'refused' } : dead.status === 404 ? { accessDead: '404' } : {}),
    },
    notes: {
      ...notes,
      'host of the access URL': new URL(text(queues, 'media_session_access_secure_url')).hostname,
      ...(dead !== null && dead.status !== 404 ? { 'answer of a session that is gone': `HTTP ${dead.status}` } : {}),
    },
  };
}

/** A script calls a switch by its name, which is one word; what has no switch it tells in several. */
function apart(found: Readonly<Record<string, string>>): Findings {
  const named = (isSwitch: boolean) => Object.fromEntries(Object.entries(found).filter(([name]) => !name.includes(' ') === isSwitch));
  return { switches: named(true), notes: named(false) };
}

function parsed(value: string | undefined): Record<string, string> {
  return value === undefined ? {} : (JSON.parse(value) as Record<string, string>);
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
