export type { OperatorOptions, SimulateOptions, SimulateResult, Traffic } from './options';
export { runSimulation, simulate, type Simulation } from './simulate';
export { readHistoryCsv } from './traffic/history-csv';
