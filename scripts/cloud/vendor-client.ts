import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type VoximplantClient from '@voximplant/apiclient-nodejs';
import type { Credentials } from './credentials';
import { MOST_ANSWER_BYTES } from './plain-request';
import { goAroundOwnProxies, proxyAgentFor, useForAll } from './proxy';
import type { CloudTarget } from './target';

export type VendorClient = VoximplantClient;

/**
 * The vendor's client for a target, ready. It is loaded on use: it takes 80 ms.
 * Its own ways are minded here: it reads VOXIMPLANT_CREDENTIALS before what it
 * is given, it reads answers of any length, it takes Node's global agent, and its HTTP library asks the proxy
 * settings of the process. A key file that it cannot read ends the process, so
 * that it is given an empty one, and the key afterwards.
 */
export async function openVendorClient(target: CloudTarget, credentials: Credentials): Promise<VendorClient> {
  const loaded = (await import('@voximplant/apiclient-nodejs')) as unknown as Nested;
  const Client = findConstructor(loaded);
  (await import('axios')).default.defaults.maxContentLength = MOST_ANSWER_BYTES;
  const proxy = target.ca === null ? proxyAgentFor(target.host) : undefined;
  if (proxy) useForAll(target.host, proxy);
  if (target.ca !== null) trust(target.host, target.ca);
  const folder = mkdtempSync(path.join(tmpdir(), 'vox-'));
  const empty = path.join(folder, 'key.json');
  writeFileSync(empty, '{}');
  const outer = process.env['VOXIMPLANT_CREDENTIALS'];
  delete process.env['VOXIMPLANT_CREDENTIALS'];
  try {
    return await new Promise((resolve) => {
      const client = new Client({ pathToCredentials: empty, host: target.host });
      client.onReady = () => resolve(Object.assign(client, { key: credentials }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (outer !== undefined) process.env['VOXIMPLANT_CREDENTIALS'] = outer;
  }
}

/** The module is CommonJS; how deep its class lies depends on who loads it. */
interface Nested {
  default?: Nested | typeof VoximplantClient;
}

function findConstructor(loaded: Nested): typeof VoximplantClient {
  let found: unknown = loaded;
  while (typeof found === 'object' && found !== null) found = (found as Nested).default;
  return found as typeof VoximplantClient;
}

let trusted: string | undefined;
let made: SecureContext | undefined;

/**
 * Certificates are still checked: an emulator's own one is only added to the trusted. They are read once, because
 * reading all of them anew takes several milliseconds of each connection. Of several emulators the last is trusted:
 * their certificates have one name, and TLS does not tell them apart.
 */
function trust(host: string, ca: string): void {
  const { options } = https.globalAgent;
  if (trusted !== ca || options.secureContext !== made) {
    made = createSecureContext({ ca: [...rootCertificates, ca] });
    options.secureContext = made;
    trusted = ca;
  }
  goAroundOwnProxies(host);
}

type GroupName = Exclude<keyof VendorClient, 'onReady' | 'generateAuthHeader'>;

/** Raw method → where the vendor's client keeps it. */
const PLACES: Readonly<Record<string, readonly [GroupName, string]>> = {
  GetAccountInfo: ['Accounts', 'getAccountInfo'],
  AddApplication: ['Applications', 'addApplication'],
  GetApplications: ['Applications', 'getApplications'],
  SetApplicationInfo: ['Applications', 'setApplicationInfo'],
  DelApplication: ['Applications', 'delApplication'],
  AddScenario: ['Scenarios', 'addScenario'],
  GetScenarios: ['Scenarios', 'getScenarios'],
  SetScenarioInfo: ['Scenarios', 'setScenarioInfo'],
  DelScenario: ['Scenarios', 'delScenario'],
  BindScenario: ['Scenarios', 'bindScenario'],
  StartScenarios: ['Scenarios', 'startScenarios'],
  AddRule: ['Rules', 'addRule'],
  GetRules: ['Rules', 'getRules'],
  SetRuleInfo: ['Rules', 'setRuleInfo'],
  DelRule: ['Rules', 'delRule'],
  ReorderRules: ['Rules', 'reorderRules'],
  AddUser: ['Users', 'addUser'],
  GetUsers: ['Users', 'getUsers'],
  SetUserInfo: ['Users', 'setUserInfo'],
  DelUser: ['Users', 'delUser'],
  AddQueue: ['Queues', 'addQueue'],
  GetQueues: ['Queues', 'getQueues'],
  SetQueueInfo: ['Queues', 'setQueueInfo'],
  DelQueue: ['Queues', 'delQueue'],
  BindUserToQueue: ['Queues', 'bindUserToQueue'],
  GetACDState: ['Queues', 'getACDState'],
  AddSkill: ['Skills', 'addSkill'],
  GetSkills: ['Skills', 'getSkills'],
  SetSkillInfo: ['Skills', 'setSkillInfo'],
  DelSkill: ['Skills', 'delSkill'],
  BindSkill: ['Skills', 'bindSkill'],
  SQ_AddQueue: ['SmartQueue', 'sQ_AddQueue'],
  SQ_SetQueueInfo: ['SmartQueue', 'sQ_SetQueueInfo'],
  SQ_DelQueue: ['SmartQueue', 'sQ_DelQueue'],
  SQ_AddSkill: ['SmartQueue', 'sQ_AddSkill'],
  SQ_SetSkillInfo: ['SmartQueue', 'sQ_SetSkillInfo'],
  SQ_DelSkill: ['SmartQueue', 'sQ_DelSkill'],
  SQ_BindSkill: ['SmartQueue', 'sQ_BindSkill'],
  SQ_UnbindSkill: ['SmartQueue', 'sQ_UnbindSkill'],
  SQ_BindAgent: ['SmartQueue', 'sQ_BindAgent'],
  SQ_UnbindAgent: ['SmartQueue', 'sQ_UnbindAgent'],
  SQ_SetAgentInfo: ['SmartQueue', 'sQ_SetAgentInfo'],
  GetSQState: ['SmartQueue', 'getSQState'],
  GetPhoneNumbers: ['PhoneNumbers', 'getPhoneNumbers'],
  BindPhoneNumberToApplication: ['PhoneNumbers', 'bindPhoneNumberToApplication'],
  GetSecrets: ['Secrets', 'getSecrets'],
  SetSecretInfo: ['Secrets', 'setSecretInfo'],
  DelSecret: ['Secrets', 'delSecret'],
  DelKeyValueItem: ['KeyValueStorage', 'delKeyValueItem'],
  DeleteRecord: ['History', 'deleteRecord'],
};

/**
 * Methods that the client does not serve rightly (4.11.0): it maps a list as one
 * object, or expects a list and rejects after the cloud has acted. Of the history it wants dates as objects.
 */
export const PLAIN_METHODS: readonly string[] = [
  'SQ_GetQueues', 'SQ_GetAgents', 'SQ_GetSkills', 'GetKeyValueItems', 'GetKeyValueKeys', 'AddSecret', 'GetSecretValue',
  'GetCallHistory',
];

type Group = Partial<Record<string, (request: Record<string, unknown>) => Promise<unknown>>>;

/** Sends one method through the client; request and answer in the API's own snake_case. */
export async function askVendorClient(
  client: VendorClient,
  method: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const place = PLACES[method];
  if (!place) throw new Error(`The vendor's client has no place for ${method}`);
  const group = client[place[0]] as unknown as Group;
  const request = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [toCamel(name), value]));
  return toSnakeDeep(await group[place[1]]?.(request));
}

function toCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The client renames the outer fields and leaves the nested ones: afterwards all are alike again. */
function toSnakeDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [toSnake(name), toSnakeDeep(inner)]),
  );
}

function toSnake(name: string): string {
  // CALL and IM are keys of a status record and stay as they are.
  return /^[A-Z]+$/.test(name) ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
