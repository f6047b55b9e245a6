import type { SimulateOptions } from '../options';
import { erlangA, erlangC, type Expectation, type Load } from './erlang';

export interface Theory extends Expectation {
  /** What the figures above assume. */
  model: string;
  /** Why the run differs from the model; empty where it does not. */
  differences: string[];
}

/** What theory says of these options; null where the traffic is not of one rate, or there is more work than operators. */
export function expect(options: SimulateOptions): Theory | null {
  const { traffic, operators, patienceSeconds } = options;
  if (traffic.kind !== 'constant') return null;
  const load: Load = {
    operators: operators.count,
    arrivalRate: traffic.ratePerHour / 3600,
    meanService: operators.talkSeconds + operators.wrapUpSeconds + operators.answerDelaySeconds,
  };
  const expected = patienceSeconds === null ? erlangC(load) : erlangA({ ...load, meanPatience: patienceSeconds });
  if (!Number.isFinite(expected.meanWait)) return null;
  const model = patienceSeconds === null ? 'Erlang C (M/M/c)' : 'Erlang A (M/M/c+M)';
  return { ...expected, model, differences: differencesOf(options) };
}

function differencesOf({ operators, ground }: SimulateOptions): string[] {
  const { service, wrapUpSeconds, answerDelaySeconds, rejectShare = 0, silentShare = 0, shifts } = operators;
  const found: string[] = [];
  if (service !== 'exponential') found.push(`durations are ${service}, not exponential`);
  if (service === 'exponential' && wrapUpSeconds > 0) {
    found.push('talk and wrap-up are drawn apart: their sum varies less than one exponential, so waits are shorter');
  }
  if (answerDelaySeconds > 0) found.push('the answer delay is the same for every call, and callers wait while it rings');
  if (rejectShare + silentShare > 0) found.push('offers that are rejected or missed keep the caller waiting and ban the operator');
  if (shifts) found.push('operators work in shifts');
  if (ground.maxWaitSeconds !== null || ground.maxSize !== null) found.push('the queue has limits');
  return found;
}
