import { createAccount } from '../../../emulator/account/account';
import type { AccountRows, RuleRow, UserRow } from '../../../emulator/account/objects';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import type { Cloud, CloudOptions } from '../../../emulator/cloud';
import { createCloud } from '../../../emulator/create-cloud';
import type { DialOptions, Heard, Line, LineEnd } from '../../../emulator/platform/lines';
import type { TraceEvent } from '../../../emulator/platform/trace';

export const NUMBER = '74951234567';

export interface World {
  rows: AccountRows;
  clock: VirtualClock;
  cloud: Cloud;
  rule: RuleRow;
  applicationId: number;
  /** Everything that happened. */
  events: TraceEvent[];
  /** What scenarios wrote with Logger.write, in order. */
  said: string[];
  /** Adds a user of the application. */
  user(name: string): UserRow;
  /** Dials NUMBER from outside and keeps what happens at the telephone. */
  dial(options?: Partial<DialOptions>): Caller;
}

export interface Caller {
  line: Line;
  /** `connected`, `ended 200`, … with the time since dialling. */
  story: string[];
  heard: Heard[];
  messages: string[];
  end: LineEnd | null;
}

/** A cloud with one application whose one rule runs these scripts. */
export function world(scripts: string | string[], options: Partial<CloudOptions> = {}, clock = new VirtualClock()): World {
  const rows = createAccount({ phoneNumbers: [NUMBER] });
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, { id: applicationId, name: 'calls', secureRecordStorage: false, modifiedMs: 0 });
  const rule = addRule(rows, { applicationId, pattern: NUMBER, scripts: [scripts].flat() });
  for (const number of rows.phoneNumbers.values()) number.applicationId = applicationId;
  const cloud = createCloud({ rows, ...options, clock });
  const events: TraceEvent[] = [];
  const said: string[] = [];
  cloud.trace.subscribe((event) => {
    events.push(event);
    if (event.kind === 'log') said.push(String(event['text']));
  });
  return {
    rows,
    clock,
    cloud,
    rule,
    applicationId,
    events,
    said,
    user: (name) => addUser(rows, applicationId, name),
    dial: (changes = {}) => follow(cloud, { from: '79161234567', to: NUMBER, origin: 'pstn', ...changes }),
  };
}

export function addRule(
  rows: AccountRows,
  options: { applicationId: number; pattern: string; scripts: string[]; exclude?: string },
): RuleRow {
  const scenarioIds = options.scripts.map((script) => {
    const id = rows.nextId();
    rows.scenarios.set(id, { id, name: `script-${id}`, script, applicationId: options.applicationId, modifiedMs: 0 });
    return id;
  });
  const id = rows.nextId();
  const rule: RuleRow = {
    id,
    applicationId: options.applicationId,
    name: `rule-${id}`,
    pattern: options.pattern,
    exclude: options.exclude ?? '',
    videoConference: false,
    scenarioIds,
    modifiedMs: 0,
  };
  rows.rules.set(id, rule);
  rows.ruleOrder.set(options.applicationId, [...(rows.ruleOrder.get(options.applicationId) ?? []), id]);
  return rule;
}

export function addUser(rows: AccountRows, applicationId: number, name: string): UserRow {
  const id = rows.nextId();
  const user: UserRow = {
    id, applicationId, name, displayName: name, password: 'Passw0rd!', active: true, customData: '',
    acdQueueIds: [], acdSkillIds: [], sqQueueIds: [], sqSkills: [], handleCalls: true, maxConversations: 1, modifiedMs: 0,
  };
  rows.users.set(id, user);
  return user;
}

export function follow(cloud: Cloud, options: DialOptions): Caller {
  return watch(cloud, cloud.dial(options));
}

/** Keeps what happens at one end of a leg. */
export function watch(cloud: Cloud, line: Line): Caller {
  const startMs = cloud.clock.now();
  const at = (what: string) => `${what} @${cloud.clock.now() - startMs}`;
  const caller: Caller = { line, story: [], heard: [], messages: [], end: null };
  line.listen({
    ringing: () => caller.story.push(at('ringing')),
    earlyMedia: () => caller.story.push(at('early-media')),
    connected: () => caller.story.push(at('connected')),
    message: (text) => caller.messages.push(text),
    info: (info) => caller.messages.push(`${info.mimeType} ${info.body}`),
    hears: (heard) => caller.heard.push(heard),
    ended(end) {
      caller.end = end;
      caller.story.push(at(`ended ${end.code}`));
    },
  });
  return caller;
}
