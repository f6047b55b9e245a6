import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandContext } from '../../command';
import { loadChildCloud, loadDeskBenches, type ChildCloud, type LoadGround, type MemorySample, type Tally } from '../../targets';
import { withPostgres } from '../desk';
import type { Bench, BenchRow } from '../row';
import { startEcho } from './echo';
import { loadGround } from './ground';
import { openLoadOperator, type LoadOperator, type LoadPace } from './load-operator';
import { callRows, delayRows, spentRows, type Load, type Spent } from './load-rows';
import { OfferDelays } from './offer-delays';
import { processorSeconds, type Measured } from './processor';

const OPERATORS_A_FRANCHISE = 50;
const SAMPLES = 18;
/** A collection stops the cloud, so memory is looked at seldom, and in a short run not at all: it would be the delay that is measured. */
const LOOK_AT_MOST_EVERY_S = 10;
const MEMORY_FROM_S = 60;
/** So long it takes until as many calls end as come. */
const UNTIL_STEADY_S = 15;
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

async function underLoad(context: CommandContext, load: Load): Promise<BenchRow[]> {
  const { root, out } = context;
  const { startChildDesk, openDatabase, checkJournal, reasonsInJournal } = await loadDeskBenches();
  const franchises = Math.max(1, Math.ceil(load.operators / OPERATORS_A_FRANCHISE));
  const ground = await loadGround(root, { operators: load.operators, franchises });
  return withPostgres(async (place, postgres) => {
    const desk = await startChildDesk({ root, place, operators: load.operators, franchises, logLevel: 'silent' });
    const { startChildCloud, monotonicMs } = await loadChildCloud();
    const delays = new OfferDelays(monotonicMs);
    const cloud = await startChildCloud({ root, ground: groundAt(ground, desk.url), offered: (offer) => delays.left(offer) });
    const tally: Tally = { calls: 0, saves: [], lookUps: [], errors: new Map(), heard: 0 };
    try {
      out.note(`${load.operators} operators sign in, ${OPERATORS_A_FRANCHISE} to a franchise …`);
      const people = await signIn({ cloud, desk, ground, tally, delays });
      out.note(`${load.rate} calls a second, ${load.seconds} seconds …`);
      const measured = await play({ root, cloud, desk, load, tally, postgres });
      await settled(tally, load);
      people.forEach((person) => person.leave());
      const database = await openDatabase({ url: place });
      const [kept, reasons] = await Promise.all([checkJournal(database, load.rate * load.seconds), reasonsInJournal(database)]).finally(() => database.close());
      return [...delayRows(delays, measured.echoMs), ...(await callRows({ tally, load, reasons, ...measured })), ...kept, ...spentRows(measured.spent), ...measured.rows];
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
  const served = new Set<string>();
  const open = async ({ name, password, franchise }: LoadGround['operators'][number]): Promise<LoadOperator> => {
    const page = await openDeskPage(desk.url, sessions.get(name) ?? { operator: name, franchise, session: '' }, tally);
    return openLoadOperator({
      login: { host: cloud.host, certificate: cloud.certificate, login: `${name}@${cloud.domain}`, password },
      desk: page, pace: PACE, failed, offered: (callId) => delays.came(callId), served: (callId) => void (tally.calls = served.add(callId).size),
    });
  };
  const people: LoadOperator[] = [];
  for (let from = 0; from < ground.operators.length; from += SIGN_IN_AT_A_TIME) {
    people.push(...(await Promise.all(ground.operators.slice(from, from + SIGN_IN_AT_A_TIME).map(open))));
  }
  return people;
}

interface Playing {
  root: string;
  cloud: ChildCloud;
  desk: ChildDesk;
  postgres: { pid(): number };
  load: Load;
  tally: Tally;
}

interface Played {
  echoMs: readonly number[];
  errors: readonly string[];
  failedPosts: readonly string[];
  spent: Spent;
  rows: BenchRow[];
}

/** Lets the calls come, and looks at the memory of cloud and desk now and then. */
async function play(playing: Playing): Promise<Played> {
  const { root, cloud, load } = playing;
  const echo = await startEcho(root, load.rate);
  const memory = watchMemory(playing);
  const spent = whileSteady({ ...playing, echo });
  await cloud.dial({ callsPerSecond: load.rate, calls: load.rate * load.seconds });
  const rows = await memory.rows();
  echo.close();
  const { errors, failedPosts } = await cloud.look();
  return { echoMs: echo.tripsMs, errors, failedPosts, spent: await spent, rows };
}

function watchMemory({ cloud, desk, load }: Playing): { rows(): Promise<BenchRow[]> } {
  const startedMs = performance.now();
  const ofCloud: MemorySample[] = [];
  const ofDesk: MemorySample[] = [];
  const look = async (): Promise<void> => {
    const [one, other] = await Promise.all([cloud.look(), desk.memory()]);
    const atS = (performance.now() - startedMs) / 1_000;
    ofCloud.push({ ...one, atS });
    ofDesk.push({ ...other, atS });
  };
  const isLooked = load.seconds >= MEMORY_FROM_S;
  const looking = isLooked ? setInterval(() => void look(), Math.max(LOOK_AT_MOST_EVERY_S, load.seconds / SAMPLES) * 1_000) : undefined;
  return {
    async rows() {
      clearInterval(looking);
      if (!isLooked) return [];
      await look();
      const { memoryRows } = await loadDeskBenches();
      return [...memoryRows('the cloud', ofCloud), ...memoryRows('the desk', ofDesk)].filter(({ name }) => !name.startsWith('processor'));
    },
  };
}

/** What was spent from when as many calls end as come until the last of them comes. */
async function whileSteady({ cloud, desk, postgres, echo, load, tally }: Playing & { echo: { pid: number } }): Promise<Spent> {
  const fromS = Math.min(UNTIL_STEADY_S, load.seconds / 2);
  const processes: Record<string, Measured> = {
    'the cloud': cloud, 'the desk': desk, PostgreSQL: { pid: postgres.pid(), family: true }, 'the pages': process, 'the bare echo': echo,
  };
  const now = async () => ({ atMs: performance.now(), processors: processorSeconds(processes), heard: tally.heard, ...(await desk.databaseWork()) });
  await sleep(fromS * 1_000);
  const before = await now();
  await sleep((load.seconds - fromS) * 1_000);
  const after = await now();
  return {
    seconds: (after.atMs - before.atMs) / 1_000,
    processors: Object.fromEntries(Object.entries(after.processors).map(([name, some]) => [name, some - (before.processors[name] ?? 0)])),
    roundTrips: after.roundTrips - before.roundTrips,
    transactions: after.transactions - before.transactions,
    heard: after.heard - before.heard,
  };
}

/** The last calls are still in wrap-up; whoever is late all the same is told by the rows. */
async function settled(tally: Tally, { rate, seconds }: Load): Promise<void> {
  for (let waitedMs = 0; tally.calls < rate * seconds && waitedMs < 3 * PACE.wrapUpMs; waitedMs += 100) {
    await sleep(100);
  }
}
