import type { CallSettings, OpeningHours, Prompt, Route, TimeSpan } from '../../contracts/call-settings';
import type { CallConfig, ExitStepConfig, HoursConfig, RouteConfig, TimeSpanConfig, Weekday } from '../../contracts/config';
import { skillQueue } from '../../contracts/queue-port';
import { operatorsWith } from './acd-queues';
import type { CallFeatures, NormalFranchise, NormalOperator } from './normal-config';
import { asE164 } from './numbering';

/** From Sunday, as the platform's dates count. */
const DAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const ANSWER_SECONDS = 5;

type CallerSettings = Pick<
  CallSettings, 'hours' | 'recording' | 'announcements' | 'exits' | 'callback' | 'callers' | 'menu' | 'routes' | 'lastOperatorFirst'
>;

/** What the scenario needs of everything that a caller can meet; what is not configured is left out. */
export function callerSettings(franchise: NormalFranchise, operators: readonly NormalOperator[]): CallerSettings {
  const { call: { features }, hours, timeZone, region } = franchise;
  const toRoute = (written: RouteConfig): Route => routeOf(written, franchise, operators);
  const { recording, lastOperatorFirst } = features;
  return present({
    hours: hours ? openingHours(hours, timeZone) : undefined,
    recording: recording ? { notice: recording.notice ?? null } : undefined,
    announcements: announcements(features),
    exits: exits(features, region),
    callback: callback(features),
    callers: callers(features, region),
    menu: menu(features, toRoute),
    routes: routes(features, toRoute),
    lastOperatorFirst,
  });
}

function openingHours({ weekly, holidays = [], exceptions = {} }: HoursConfig, timeZone: string): OpeningHours {
  return {
    timeZone,
    weekly: DAYS.map((day) => (weekly[day] ?? []).map(timeSpan)),
    holidays,
    exceptions: Object.fromEntries(Object.entries(exceptions).map(([day, spans]) => [day, spans.map(timeSpan)])),
  };
}

function timeSpan({ from, to }: TimeSpanConfig): TimeSpan {
  return [minuteOf(from), minuteOf(to)];
}

/** Of the day, `HH:MM`. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function announcements({ announcements: written }: CallFeatures): CallSettings['announcements'] {
  if (!written) return undefined;
  const { firstSeconds, everySeconds, comfort, ...rest } = written;
  return present({
    ...rest, firstMs: firstSeconds * 1000, everyMs: everySeconds * 1000,
    comfort: comfort ? { prompts: comfort.prompts, everyMs: comfort.everySeconds * 1000 } : undefined,
  });
}

function exits({ exits: written }: CallFeatures, region: string): CallSettings['exits'] {
  if (!written) return undefined;
  const ways = Object.entries(written).map(([cause, steps]) => [cause, steps.map((step) => exitStep(step, region))]);
  return Object.fromEntries(ways) as NonNullable<CallSettings['exits']>;
}

function exitStep(step: ExitStepConfig, region: string): NonNullable<NonNullable<CallSettings['exits']>['closed']>[number] {
  switch (step.kind) {
    case 'queue':
      return { kind: 'queue', name: step.name, maxWaitMs: step.maxWaitSeconds * 1000 };
    case 'number':
      return { kind: 'number', number: asE164(step.number, region) ?? step.number, ringMs: step.ringSeconds * 1000 };
    case 'voicemail':
      return { kind: 'voicemail', intro: step.intro, tone: step.tone ?? null, maxMs: step.maxSeconds * 1000 };
    default:
      return step;
  }
}

function callback({ callback: written }: CallFeatures): CallSettings['callback'] {
  if (!written) return undefined;
  const { digit, confirm, done, answerSeconds } = written;
  return { digit, confirm, done: done ?? null, answerMs: (answerSeconds ?? ANSWER_SECONDS) * 1000 };
}

/** Flood and return are counted by the desk, which gives advice. */
function callers({ callers: written }: CallFeatures, region: string): CallSettings['callers'] {
  if (!written) return undefined;
  const listed = (numbers: readonly string[] | undefined) => numbers?.map((number) => asE164(number, region) ?? number);
  return present({ urgent: listed(written.urgent), blocked: listed(written.blocked), hidden: written.hidden });
}

type ToRoute = (written: RouteConfig) => Route;

function menu({ menu: written }: CallFeatures, toRoute: ToRoute): CallSettings['menu'] {
  if (!written) return undefined;
  const { prompt, choices, answerSeconds } = written;
  return { prompt, choices: routed(choices, toRoute), answerMs: (answerSeconds ?? ANSWER_SECONDS) * 1000 };
}

function routes({ routes: written }: CallFeatures, toRoute: ToRoute): CallSettings['routes'] {
  if (!written) return undefined;
  return routed(Object.fromEntries(Object.entries(written).map(([number, route]) => [`+${number.replace(/\D/g, '')}`, route])), toRoute);
}

function routed(written: NonNullable<CallConfig['routes']>, toRoute: ToRoute): Record<string, Route> {
  return Object.fromEntries(Object.entries(written).map(([key, route]) => [key, toRoute(route)]));
}

/** A lowest level means itself and all above. */
function routeOf(written: RouteConfig, franchise: NormalFranchise, operators: readonly NormalOperator[]): Route {
  const { queue, skills } = written;
  if (skills && franchise.queue.engine === 'acd') return acdRoute({ queue, skills }, franchise, operators);
  const levels = [1, 2, 3, 4, 5] as const;
  const wanted = skills && Object.entries(skills).map(([name, lowest]) => ({ name, levels: levels.filter((level) => level >= lowest) }));
  return present({ queue, skills: wanted });
}

/** The queue of those skills. In one of the franchise's own, whoever is in it may be looked for first. */
function acdRoute({ queue, skills = {} }: RouteConfig, franchise: NormalFranchise, operators: readonly NormalOperator[]): Route {
  const { name, queue: own, call } = franchise;
  const wanted = Object.keys(skills);
  if (wanted.length === 0) return present({ queue });
  const isOwn = queue === undefined || queue === own.name;
  return present({
    queue: skillQueue(queue ?? own.name, wanted),
    lastOperators: isOwn && call.features.lastOperatorFirst ? operatorsWith([...wanted, ...(own.acd?.skills ?? [])], name, operators) : undefined,
  });
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is undefined: the settings are JSON, and each byte counts. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** Every text and sound of a franchise, with its path in the config. */
export function promptsIn(features: CallFeatures): { path: string; prompt: Prompt }[] {
  const found: { path: string; prompt: Prompt }[] = [];
  const walk = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    if (isPrompt(value)) found.push({ path, prompt: value });
    else for (const [key, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  };
  for (const [name, value] of Object.entries(features)) walk(value, name);
  return found;
}

function isPrompt(value: object): value is Prompt {
  return ('text' in value && 'voice' in value) || ('url' in value && Object.keys(value).length === 1);
}
