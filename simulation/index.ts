export type { OperatorOptions, Shift, SimulateOptions, SimulateResult, Traffic } from './options';
export { utcOffsetMinutes } from './local-time';
export { renderReport } from './report/html';
export { runSimulation, simulate, type Simulation } from './simulate';
export { sweepOperators, type Sweep } from './sweep';
export { readHistoryCsv } from './traffic/history-csv';
export { expect as expectedByTheory } from './theory/expect';
