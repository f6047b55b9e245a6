import type { LiveCalls } from '../../contracts/management';
import { acdQueues } from '../config/acd-queues';
import { ofKind } from '../plan/items';
import type { Session } from './session';

export interface Status {
  environment: string;
  account: number;
  application: string;
  exists: boolean;
  release: string | null;
  numbers: NumberStatus[];
  queues: QueueStatus[];
}

export interface NumberStatus {
  number: string;
  rule: string | null;
  scenario: string | null;
  /** `as deployed`, `edited by hand`, or `unknown` where this folder has no state of it. */
  code: 'as deployed' | 'edited by hand' | 'unknown';
}

export interface QueueStatus {
  name: string;
  engine: 'smartqueue' | 'acd';
  waiting: number;
  talking: number;
  operators: { name: string; status: string }[];
  /** It exists only so that this one may be looked for first; null: it is for everybody in it. */
  personalTo: string | null;
}

/** From number to operator, as the account has it at this moment. */
export async function readStatus({ management, desired, account, state, input }: Session): Promise<Status> {
  const name = desired.application;
  const head = { environment: input.environment.name, account, application: name, release: state?.release ?? null };
  const application = await management.application(name);
  if (!application) return { ...head, exists: false, numbers: [], queues: [] };
  const [numbers, rules, scenarios, users, sqQueues, agents, liveAcdQueues] = await Promise.all([
    management.numbers(), management.rules(name), management.scenarios(name), management.users(name),
    management.sqQueues(name), management.sqAgents(name), management.acdQueues(application.id),
  ]);
  const live = await management.live({
    applicationId: application.id, sqQueueIds: sqQueues.map(({ id }) => id), acdQueueIds: liveAcdQueues.map(({ id }) => id),
  });
  const codeOf = (scenario: string | null): NumberStatus['code'] => {
    const deployed = state ? ofKind(state.items, 'scenario').find((item) => item.name === scenario) : undefined;
    const present = scenarios.find((row) => row.name === scenario);
    if (!deployed || !present) return 'unknown';
    return deployed.id === present.id && deployed.modified === present.modified ? 'as deployed' : 'edited by hand';
  };
  const personal = new Map(acdQueues(input.config).flatMap(({ queue, personalTo }) => (personalTo === null ? [] : [[queue.name, personalTo] as const])));
  const userName = (id: number): string => users.find((user) => user.id === id)?.name ?? String(id);
  return {
    ...head,
    exists: true,
    numbers: numbers.filter(({ applicationId }) => applicationId === application.id).map(({ number, ruleName }) => {
      const scenario = rules.find((rule) => rule.name === ruleName)?.scenarioNames[0] ?? null;
      return { number, rule: ruleName, scenario, code: codeOf(scenario) };
    }),
    queues: [
      ...sqQueues.map((queue): QueueStatus => ({
        name: queue.name, engine: 'smartqueue', personalTo: null, ...callsIn(live, queue.id),
        operators: agents.filter(({ queueIds }) => queueIds.includes(queue.id)).map(({ userId, status }) => ({ name: userName(userId), status })),
      })),
      ...liveAcdQueues.map((queue): QueueStatus => ({
        name: queue.name, engine: 'acd', personalTo: personal.get(queue.name) ?? null, ...callsIn(live, queue.id),
        operators: users.filter(({ acdQueueIds }) => acdQueueIds.includes(queue.id)).map((user) => ({ name: user.name, status: user.acdStatus })),
      })),
    ],
  };
}

function callsIn(live: readonly LiveCalls[], queueId: number): { waiting: number; talking: number } {
  const { waiting = 0, talking = 0 } = live.find((one) => one.queueId === queueId) ?? {};
  return { waiting, talking };
}
