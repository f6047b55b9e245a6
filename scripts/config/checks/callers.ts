import type { ExitStepConfig, TimeSpanConfig } from '../../../contracts/config';
import { routesOf } from '../acd-queues';
import { minuteOf } from '../caller-settings';
import type { NormalConfig, NormalFranchise } from '../normal-config';
import { asE164 } from '../numbering';
import type { Problem } from '../problem';
import type { Check } from './check';
import { listed, repeated } from './check';

/** Ends and their order: every way out leads to one, and nothing stands behind it. */
export const waysOutEnd: Check = ({ franchises }) =>
  stepsOf(franchises).flatMap(({ path, steps }) => {
    const last = steps[steps.length - 1];
    const early = steps.slice(0, -1).find(isEnd);
    if (!last || !isEnd(last)) {
      return [{ path, what: 'this way out does not end', remedy: "let its last step be { kind: 'end' } or a voicemail" }];
    }
    return early === undefined ? [] : [{
      path: `${path}[${steps.indexOf(early) + 1}]`, what: `it comes after "${early.kind}", which ends the call`, remedy: 'remove it, or move it before the end',
    }];
  });

export const waysOutGoSomewhere: Check = (config) =>
  stepsOf(config.franchises).flatMap(({ path, steps, franchise }) =>
    steps.flatMap((step, index) => stepProblems(step, { at: `${path}[${index}]`, franchise, config })));

export const hoursMakeSense: Check = ({ franchises }) =>
  franchises.flatMap(({ name, hours }) => {
    if (!hours) return [];
    const days = [...Object.entries(hours.weekly).map(([day, spans]) => [`weekly.${day}`, spans] as const),
      ...Object.entries(hours.exceptions ?? {}).map(([day, spans]) => [`exceptions.${day}`, spans] as const)];
    const isNever = Object.values(hours.weekly).every((spans) => spans.length === 0);
    const never: Problem[] = isNever
      ? [{ path: `franchises.${name}.hours.weekly`, what: 'it is never open', remedy: 'give at least one day hours, or leave `hours` out' }]
      : [];
    return [...never, ...days.flatMap(([day, spans]) => spanProblems(`franchises.${name}.hours.${day}`, spans))];
  });

export const menusHaveChoices: Check = ({ franchises }) =>
  franchises.flatMap(({ name, call: { features: { menu } } }) =>
    menu && Object.keys(menu.choices).length === 0
      ? [{ path: `franchises.${name}.call.menu.choices`, what: 'a menu without a choice', remedy: 'add a digit, or leave the menu out' }]
      : []);

export const listedCallersAreNumbers: Check = ({ franchises }) =>
  franchises.flatMap(({ name, region, call: { features: { callers = {} } } }) => {
    const path = `franchises.${name}.call.callers`;
    const wrong = (['urgent', 'blocked'] as const).flatMap((list) =>
      (callers[list] ?? []).flatMap((number, index) => asE164(number, region) ? [] : [{
        path: `${path}.${list}[${index}]`, what: `"${number}" is no number of ${region}`, remedy: 'write it as people of the region do, or with + and country code',
      }]));
    const both = repeated([...(callers.urgent ?? []), ...(callers.blocked ?? [])].map((number) => asE164(number, region) ?? number));
    return [...wrong, ...both.map((number) => ({ path, what: `${number} is listed twice`, remedy: 'a number is urgent or blocked, once' }))];
  });

export const routesLeadSomewhere: Check = (config) =>
  config.franchises.flatMap((franchise) => {
    const { routes } = franchise.call.features;
    const strangers = Object.keys(routes ?? {}).filter((number) => !franchise.numbers.includes(number.replace(/\D/g, '')));
    return [
      ...strangers.map((number) => ({
        path: `franchises.${franchise.name}.call.routes.${number}`, what: 'this is no number of the franchise', remedy: `use ${listed(franchise.numbers)}`,
      })),
      ...routesOf(franchise).flatMap(({ path, route }) =>
        (route.queue === undefined ? [] : queueProblems(route.queue, { at: `${path}.queue`, franchise, config }))),
    ];
  });

interface Place { at: string; franchise: NormalFranchise; config: NormalConfig }

function stepsOf(franchises: readonly NormalFranchise[]): { path: string; steps: readonly ExitStepConfig[]; franchise: NormalFranchise }[] {
  return franchises.flatMap((franchise) =>
    Object.entries(franchise.call.features.exits ?? {}).map(([cause, steps]) => ({
      path: `franchises.${franchise.name}.call.exits.${cause}`, steps, franchise,
    })));
}

function isEnd({ kind }: ExitStepConfig): boolean {
  return kind === 'end' || kind === 'voicemail';
}

function stepProblems(step: ExitStepConfig, place: Place): Problem[] {
  const { at, franchise } = place;
  if (step.kind === 'queue') return queueProblems(step.name, { ...place, at: `${at}.name` });
  if (step.kind === 'callback' && !franchise.call.features.callback) {
    return [{ path: at, what: 'a call back is offered, but call.callback says nothing about how', remedy: 'add call.callback with digit and confirm' }];
  }
  if (step.kind === 'number' && !asE164(step.number, franchise.region)) {
    return [{ path: `${at}.number`, what: `"${step.number}" is no number of ${franchise.region}`, remedy: 'write it with + and country code' }];
  }
  if (step.kind === 'number' && franchise.numbers.includes((asE164(step.number, franchise.region) ?? '').replace('+', ''))) {
    return [{ path: `${at}.number`, what: 'this is a number of the franchise itself, so the caller would go round in circles', remedy: 'name another number' }];
  }
  return [];
}

/** Only queues of this franchise's engine; an operator is bound to the queue of his franchise. */
function queueProblems(name: string, { at, franchise, config }: Place): Problem[] {
  const known = config.franchises.filter(({ queue }) => queue.engine === franchise.queue.engine).map(({ queue }) => queue.name);
  if (known.includes(name)) return [];
  return [{ path: at, what: `there is no queue "${name}" of the engine ${franchise.queue.engine}`, remedy: `name ${listed(known)}` }];
}

function spanProblems(path: string, spans: readonly TimeSpanConfig[]): Problem[] {
  return spans.flatMap(({ from, to }, index) => {
    if (minuteOf(from) >= minuteOf(to)) {
      return [{ path: `${path}[${index}]`, what: `it opens at ${from} and closes at ${to}`, remedy: 'let `to` be later; over midnight use two days' }];
    }
    const overlaps = spans.some((other, at) => at < index && minuteOf(other.from) < minuteOf(to) && minuteOf(from) < minuteOf(other.to));
    return overlaps ? [{ path: `${path}[${index}]`, what: 'it overlaps an earlier span', remedy: 'make them one' }] : [];
  });
}
