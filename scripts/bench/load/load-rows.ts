import { loadDeskBenches, type Tally } from '../../targets';
import { rounded } from '../repeat';
import type { BenchRow } from '../row';
import type { OfferDelays } from './offer-delays';

/** The platform may be so many times slower than a bare web socket. */
const MOST_OF_ECHO = 5;
/** Of two cores, the rest being room for what nobody foresaw. */
const CORES_AT_MOST = 1.4;

export interface Load {
  seconds: number;
  operators: number;
  rate: number;
}

type Figure = readonly [unit: string, limit: number | null];

function row(name: string, value: number, [unit, limit]: Figure): BenchRow {
  return { name, value: rounded(value), unit, peer: null, limit };
}

export function delayRows(delays: OfferDelays, echoMs: readonly number[]): BenchRow[] {
  const at = (values: readonly number[], share: number) => rounded([...values].sort((left, right) => left - right)[Math.floor(values.length * share)] ?? NaN);
  const delay = (what: string, share: number, limit: number | null): BenchRow => ({
    ...row(`from the queue's offer to the page's socket, ${what}`, at(delays.all, share), ['ms', limit]),
    peer: { name: 'bare ws echo, there and back', value: at(echoMs, share) },
  });
  return [delay('median', 0.5, null), delay('99th percentile', 0.99, rounded(MOST_OF_ECHO * at(echoMs, 0.99)))];
}

export interface Outcome {
  tally: Tally;
  load: Load;
  reasons: ReadonlyMap<string, number>;
  /** Of sessions that died. */
  errors: readonly string[];
  /** Of sessions, with what came of each; they are sent again, so none is lost by that. */
  failedPosts: readonly string[];
}

export async function callRows({ tally, load, reasons, errors, failedPosts }: Outcome): Promise<BenchRow[]> {
  const { percentile } = await loadDeskBenches();
  const calls = load.rate * load.seconds;
  const failed = [...tally.errors.values()].reduce((sum, many) => sum + many, 0);
  const others = [...reasons].filter(([reason]) => reason !== 'completed');
  return [
    row('calls', calls, ['calls', null]),
    row('calls that no operator served to the end', calls - tally.calls, ['calls', 0]),
    ...others.map(([reason, many]) => row(`calls that ended as ${reason}`, many, ['calls', 0])),
    row('errors of pages and desk', failed, ['requests', 0]),
    ...[...tally.errors].slice(0, 5).map(([what, many]) => row(`  ${what}`, many, ['requests', 0])),
    row('sessions that died', errors.length, ['sessions', 0]),
    ...[...new Set(errors)].slice(0, 3).map((what) => row(`  ${what.slice(0, 100)}`, 1, ['sessions', 0])),
    row('posts of sessions that the desk did not take', failedPosts.length, ['posts', 0]),
    ...[...new Set(failedPosts)].slice(0, 3).map((what) => row(`  ${what}`, failedPosts.filter((one) => one === what).length, ['posts', 0])),
    row('save of a wrap-up, 99th percentile', percentile(tally.saves, 0.99), ['ms', null]),
  ];
}

/** What was done between two moments, `seconds` apart. */
export interface Spent {
  seconds: number;
  /** Seconds of processor time, by process. */
  processors: Readonly<Record<string, number>>;
  roundTrips: number;
  transactions: number;
  /** Live messages that pages got from the desk. */
  heard: number;
}

export function spentRows({ seconds, processors, ...desk }: Spent): BenchRow[] {
  const all = Object.values(processors).reduce((sum, some) => sum + some, 0);
  return [
    ...Object.entries(processors).map(([name, some]) => row(`processor time of ${name}`, some / seconds, ['cores', null])),
    row('processor time of all together', all / seconds, ['cores', CORES_AT_MOST]),
    row("the desk's round trips to PostgreSQL", desk.roundTrips / seconds, ['1/second', null]),
    row('transactions among them', desk.transactions / seconds, ['1/second', null]),
    row('live messages from the desk to pages', desk.heard / seconds, ['1/second', null]),
  ];
}
