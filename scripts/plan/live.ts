/** Calls in the queues that the plan touches, at the moment of planning. */
export interface LiveTotals {
  waiting: number;
  talking: number;
}

/** One sentence for people. Running sessions keep the code that they started with. */
export function describeLive({ waiting, talking }: LiveTotals): string {
  if (waiting + talking === 0) return 'No calls at this moment.';
  return `Live calls: ${waiting} waiting, ${talking} talking. They keep what they have; the change is for new calls only.`;
}
