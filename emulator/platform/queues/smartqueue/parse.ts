import type { AccountRows } from '../../../account/objects';
import type { SessionSeam } from '../../seams';
import { SmartQueueOperatorSettingsMode } from '../names';
import { forwardedHeaders } from '../ring-headers';
import type { NamedAgent, RequiredSkill, TaskAsked } from './task';

type Fields = Record<string, unknown>;

const DEFAULT_PRIORITY = 50;
const DEFAULT_TIMEOUT_SECONDS = 60;

/** The argument of enqueueTask (vendor's typings, SmartQueueTaskParameters); field code passes subsets of it. */
export function parseTask(session: SessionSeam, given: unknown, rows: AccountRows): TaskAsked {
  if (!isFields(given)) session.violation(`enqueueTask needs an object of parameters, got ${typeof given}`);
  const settings = isFields(given) ? given : {};
  const queue = isFields(settings['queue']) ? settings['queue'] : {};
  const { call } = settings;
  return {
    queue: {
      id: typeof queue['id'] === 'number' ? queue['id'] : null,
      name: typeof queue['name'] === 'string' ? queue['name'] : null,
    },
    call,
    callerid: askCall(call, 'callerid'),
    displayName: askCall(call, 'displayName'),
    timeoutMs: secondsOf(settings['timeout'], DEFAULT_TIMEOUT_SECONDS) * 1000,
    priority: priorityOf(session, settings['priority']),
    skills: skillsOf(session, settings['skills'], rows),
    named: namedAgentOf(settings['operatorSettings']),
    customData: typeof settings['customData'] === 'string' ? settings['customData'] : '',
    headers: forwardedHeaders(settings['extraHeaders']),
    settings,
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** The task's leg shows the agent who calls. */
function askCall(call: unknown, method: 'callerid' | 'displayName'): string {
  if (!isFields(call) || typeof call[method] !== 'function') return '';
  const answer: unknown = Reflect.apply(call[method], call, []);
  return typeof answer === 'string' ? answer : '';
}

function secondsOf(given: unknown, otherwise: number): number {
  const seconds = given === undefined || given === null ? otherwise : Number(given);
  return seconds > 0 ? seconds : otherwise;
}

function priorityOf(session: SessionSeam, given: unknown): number {
  if (given === undefined || given === null) return DEFAULT_PRIORITY;
  const priority = Number(given);
  if (priority >= 1 && priority <= 100) return priority;
  session.violation(`enqueueTask's priority is 1 to 100, got ${JSON.stringify(given)}`);
  return DEFAULT_PRIORITY;
}

function skillsOf(session: SessionSeam, given: unknown, rows: AccountRows): RequiredSkill[] {
  if (!Array.isArray(given)) return [];
  return given.filter(isFields).map((skill) => {
    const name = String(skill['name']);
    const levels = (Array.isArray(skill['level']) ? skill['level'] : [skill['level']]).map(Number);
    return { name, levels, id: skillIdOf(name, session.applicationId, rows) };
  });
}

function skillIdOf(name: string, applicationId: number, rows: AccountRows): number | null {
  for (const skill of rows.sqSkills.values()) {
    if (skill.name === name && skill.applicationId === applicationId) return skill.id;
  }
  return null;
}

function namedAgentOf(given: unknown): NamedAgent | null {
  if (!isFields(given) || given['operatorId'] === undefined) return null;
  return {
    userId: Number(given['operatorId']),
    strict: given['mode'] === SmartQueueOperatorSettingsMode.STRICT,
    searchMs: Math.max(0, Number(given['timeout'] ?? 0) || 0) * 1000,
  };
}
