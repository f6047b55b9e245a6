/**
 * What queueing theory says a queue should do. Times are in the unit of the
 * means that are passed in; rates are per that unit.
 */
export interface Load {
  operators: number;
  /** Calls per unit of time. */
  arrivalRate: number;
  /** Mean time that one call keeps an operator: talk and wrap-up. */
  meanService: number;
}

export interface Expectation {
  /** Share of callers who find no free operator. */
  waitProbability: number;
  /** Mean wait over all callers, those who wait not at all and those who give up included. */
  meanWait: number;
  /** Share of callers who give up; 0 without impatience. */
  abandonProbability: number;
  /** Share of time that an operator is busy. */
  occupancy: number;
}

/**
 * Erlang B: the share of calls lost by `operators` servers without a queue, at
 * `offered` erlangs. Recursion B(0)=1, B(n)=aB(n-1)/(n+aB(n-1)), stable for any
 * size. Source: A. K. Erlang, 1917; Cooper, Introduction to Queueing Theory, 2nd
 * edition, section 3.3.
 */
export function erlangB(operators: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= operators; n++) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked;
}

/**
 * Erlang C, the queue M/M/c: C = B / (1 - r(1 - B)) with r = a/c, mean wait
 * C·s/(c - a). Infinite wait from r = 1 on. Source: A. K. Erlang, 1917; Cooper,
 * section 3.4.
 */
export function erlangC({ operators, arrivalRate, meanService }: Load): Expectation {
  const offered = arrivalRate * meanService;
  const occupancy = offered / operators;
  if (occupancy >= 1) return { waitProbability: 1, meanWait: Infinity, abandonProbability: 0, occupancy: 1 };
  const blocked = erlangB(operators, offered);
  const waitProbability = blocked / (1 - occupancy * (1 - blocked));
  const meanWait = (waitProbability * meanService) / (operators - offered);
  return { waitProbability, meanWait, abandonProbability: 0, occupancy };
}

/**
 * Erlang A, the queue M/M/c+M with exponential patience: stationary
 * distribution of the birth-death process whose death rate is min(n,c)/s plus
 * (n-c)⁺/patience; mean wait = abandonments × mean patience (Little's law on the
 * abandoning stream). Source: C. Palm, 1946; Mandelbaum and Zeltyn, "Service
 * engineering in action: the Palm/Erlang-A queue", 2007.
 */
export function erlangA(load: Load & { meanPatience: number }): Expectation {
  const { operators, arrivalRate, meanPatience } = load;
  const weights = stationaryWeights(load);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let waiting = 0;
  let queueLength = 0;
  let busy = 0;
  weights.forEach((weight, n) => {
    const share = weight / total;
    busy += share * Math.min(n, operators);
    if (n >= operators) waiting += share;
    queueLength += share * Math.max(0, n - operators);
  });
  const meanWait = queueLength / arrivalRate;
  return {
    waitProbability: waiting,
    meanWait,
    abandonProbability: meanWait / meanPatience,
    occupancy: busy / operators,
  };
}

/** Unnormalised stationary weights, scaled around their peak so that nothing overflows. */
function stationaryWeights(load: Load & { meanPatience: number }): number[] {
  const { operators, arrivalRate, meanService, meanPatience } = load;
  const peak = Math.min(operators, Math.floor(arrivalRate * meanService));
  const death = (n: number) => Math.min(n, operators) / meanService + Math.max(0, n - operators) / meanPatience;
  const weights: number[] = [];
  weights[peak] = 1;
  for (let n = peak; n > 0; n--) weights[n - 1] = (weights[n] ?? 0) * (death(n) / arrivalRate);
  for (let n = peak + 1; ; n++) {
    const weight = (weights[n - 1] ?? 0) * (arrivalRate / death(n));
    weights[n] = weight;
    if (n > operators && weight < 1e-15) return weights;
  }
}
