import type { CommandContext } from '../../command';
import { loadChildCloud, loadDeskBenches, type ChildCloud, type LoadGround, type MemorySample, type Tally } from '../../targets';
import { withPostgres } from '../desk';
import { rounded } from '../repeat';
import type { Bench, BenchRow } from '../row';
import { startEcho } from './echo';
import { loadGround } from './ground';
import { openLoadOperator, type LoadOperator, type LoadPace } from './load-operator';
import { OfferDelays } from './offer-delays';

/** The platform may be so many times slower than a bare web socket. */
const MOST_OF_ECHO = 5;
const OPERATORS_A_FRANCHISE = 50;
const SAMPLES = 18;
/** A collection stops the cloud, so memory is looked at seldom, and in a short run not at all: it would be the delay that is measured. */
const LOOK_AT_MOST_EVERY_S = 10;
const MEMORY_FROM_S = 60;
/** So many pages sign in at a time. */
const SIGN_IN_AT_A_TIME = 25;
/** A caller hears the greeting first, so a call takes the cloud some seconds longer. */
const PACE: LoadPace = { answerMs: 1_000, talkMs: 8_000, wrapUpMs: 3_000 };

/** A thousand operators with their pages open and fifty calls a second, in real time: cloud, desk and pages in a process each. */
export const benchLoad: Bench = async (context, { full, seconds = full ? 600 : 30, operators = 1_000, rate = 50 }) =>
  underLoad(context, { seconds, operators, rate });

/** The same with fewer people, as a row of the one table. */
export const benchGateway: Bench = async (context, { seconds = 10, operators = 200, rate = 10 }) =>
  underLoad(context, { seconds, operators, rate });

interface Load {
  seconds: number;
  operators: number;
  rate: number;
}

async function underLoad(context: CommandContext, load: Load): Promise<BenchRow[]> {
  const { root, out } = context;
  const { startChildDesk, openDatabase, checkJournal, reasonsInJournal } = await loadDeskBenches();
  const franchises = Math.max(1, Math.ceil(load.operators / OPERATORS_A_FRANCHISE));
  const ground = await loadGround(root, { operators: load.operators, franchises });
  return withPostgres(async (place) => {
    const desk = await startChildDesk({ root, place, operators: load.operators, franchises, logLevel: 'silent' });
    const { startChildCloud, monotonicMs } = await loadChildCloud();
    const delays = new OfferDelays(monotonicMs);
    const cloud = await startChildCloud({ root, ground: groundAt(ground, desk.url), offered: (offer) => delays.left(offer) });
    const tally: Tally = { calls: 0, saves: [], lookUps: [], errors: new Map(), heard: 0 };
    try {
      out.note(`${load.operators} operators sign in, ${OPERATORS_A_FRANCHISE} to a franchise …`);
      const people = await signIn({ cloud, desk, ground, tally, delays });
      out.note(`${load.rate} calls a second, ${load.seconds} seconds …`);
      const measured = await play({ root, cloud, desk, load });
      await settled(tally, load);
      people.forEach((person) => person.leave());
      const database = await openDatabase({ url: place });
      const [kept, reasons] = await Promise.all([checkJournal(database, load.rate * load.seconds), reasonsInJournal(database)]).finally(() => database.close());
      return [...delayRows(delays, measured.echoMs), ...(await callRows({ tally, load, reasons, errors: measured.errors })), ...kept, ...measured.rows];
    } finally {
      await Promise.all([cloud.close(), desk.close()]);
    }
  });
}

function groundAt({ deskOrigin, ...ground }: Awaited<ReturnType<typeof loadGround>>, there: string): LoadGround {
  return { ...ground, desk: { origin: deskOrigin, there } };
}

type ChildDesk = Awaited<ReturnType<Awaited<ReturnType<typeof loadDeskBenches>>['startChildDesk']>>;

interface SigningIn {
  cloud: ChildCloud;
  desk: ChildDesk;
  ground: Pick<LoadGround, 'operators'>;
  tally: Tally;
  delays: OfferDelays;
}

async function signIn({ cloud, desk, ground, tally, delays }: SigningIn): Promise<LoadOperator[]> {
  const { openDeskPage, count } = await loadDeskBenches();
  const sessions = new Map(desk.operators.map((who) => [who.operator, who]));
  const failed = (error: unknown) => count(tally, error);
  const open = async ({ name, password, franchise }: LoadGround['operators'][number]): Promise<LoadOperator> => {
    const page = await openDeskPage(desk.url, sessions.get(name) ?? { operator: name, franchise, session: '' }, tally);
    return openLoadOperator({
      login: { host: cloud.host, certificate: cloud.certificate, login: `${name}@${cloud.domain}`, password },
      desk: page, pace: PACE, failed, offered: (callId) => delays.came(callId), served: () => void tally.calls++,
    });
  };
  const people: LoadOperator[] = [];
  for (let from = 0; from < ground.operators.length; from += SIGN_IN_AT_A_TIME) {
    people.push(...(await Promise.all(ground.operators.slice(from, from + SIGN_IN_AT_A_TIME).map(open))));
  }
  return people;
}

interface Measured {
  echoMs: readonly number[];
  errors: readonly string[];
  rows: BenchRow[];
}

/** Lets the calls come, and looks at the memory of cloud and desk now and then. */
async function play({ root, cloud, desk, load }: { root: string; cloud: ChildCloud; desk: ChildDesk; load: Load }): Promise<Measured> {
  const { memoryRows } = await loadDeskBenches();
  const echo = await startEcho(root, load.rate);
  const startedMs = performance.now();
  const ofCloud: MemorySample[] = [];
  const ofDesk: MemorySample[] = [];
  const look = async (): Promise<void> => {
    const [one, other] = await Promise.all([cloud.look(), desk.memory()]);
    const atS = (performance.now() - startedMs) / 1_000;
    ofCloud.push({ ...one, atS });
    ofDesk.push({ ...other, atS });
  };
  const before = await cloud.look();
  const looking = load.seconds < MEMORY_FROM_S ? undefined : setInterval(() => void look(), Math.max(LOOK_AT_MOST_EVERY_S, load.seconds / SAMPLES) * 1_000);
  await cloud.dial({ callsPerSecond: load.rate, calls: load.rate * load.seconds }).finally(() => clearInterval(looking));
  await look();
  echo.close();
  const { errors } = await cloud.look();
  const sinceThen = ofCloud.map((sample) => ({ ...sample, cpuSeconds: sample.cpuSeconds - before.cpuSeconds }));
  const rows = [...memoryRows('the cloud', sinceThen), ...memoryRows('the desk', ofDesk)];
  return { echoMs: echo.tripsMs, errors, rows: rows.filter(({ name }) => load.seconds >= MEMORY_FROM_S || name.startsWith('processor')) };
}

/** The last calls are still in wrap-up; whoever is late all the same is told by the rows. */
async function settled(tally: Tally, { rate, seconds }: Load): Promise<void> {
  for (let waitedMs = 0; tally.calls < rate * seconds && waitedMs < 3 * PACE.wrapUpMs; waitedMs += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function delayRows(delays: OfferDelays, echoMs: readonly number[]): BenchRow[] {
  const at = (values: readonly number[], share: number) => rounded([...values].sort((left, right) => left - right)[Math.floor(values.length * share)] ?? NaN);
  const row = (what: string, share: number, limit: number | null): BenchRow => ({
    name: `from the queue's offer to the page's socket, ${what}`, value: at(delays.all, share), unit: 'ms',
    peer: { name: 'bare ws echo, there and back', value: at(echoMs, share) }, limit,
  });
  return [row('median', 0.5, null), row('99th percentile', 0.99, rounded(MOST_OF_ECHO * at(echoMs, 0.99)))];
}

interface Outcome {
  tally: Tally;
  load: Load;
  reasons: ReadonlyMap<string, number>;
  /** Of sessions that died. */
  errors: readonly string[];
}

async function callRows({ tally, load, reasons, errors }: Outcome): Promise<BenchRow[]> {
  const { percentile } = await loadDeskBenches();
  const calls = load.rate * load.seconds;
  const row = (name: string, value: number, [unit, limit]: readonly [string, number | null]): BenchRow => ({ name, value: rounded(value), unit, peer: null, limit });
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
    row('save of a wrap-up, 99th percentile', percentile(tally.saves, 0.99), ['ms', null]),
  ];
}
