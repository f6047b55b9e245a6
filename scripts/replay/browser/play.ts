import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { ActionStep, ReplayFile, Seen, WatchedHistory } from '../../targets';
import { CallerOnLine } from './caller';
import { OperatorInBrowser } from './operator';
import { cuesOf, describeSeen, type Cue } from './script';
import type { Stage } from './stage';

const LOOK_EVERY_MS = 50;
/** Nothing in the browser comes at the very millisecond. */
const SLACK_MS = 3_000;
/** What stood for a moment only in the explorer is given up once something else stands for so long. */
const MOMENT_MS = 3_000;
/** How long the end is looked at. */
const LAST_MS = 4_000;

export interface PlayOptions {
  stage: Stage;
  browser: Browser;
  history: ReplayFile;
  watched: WatchedHistory;
  said: (line: PlayedLine) => void;
  signal: AbortSignal;
}

/** One line of the timeline: `atMs` in the browser, `virtualMs` in the explorer. */
export interface PlayedLine {
  atMs: number;
  virtualMs: number;
  text: string;
  /** `missed`: it stood for a moment only and was not seen. null: a step that was taken. */
  outcome: 'agrees' | 'missed' | 'differs' | 'impossible' | null;
}

/** Performs a history at the real pages in real time; true where all that stood for a while was seen there too. */
export async function playInBrowser(options: PlayOptions): Promise<boolean> {
  const company = await gather(options);
  const { watched, said, signal } = options;
  const startMs = performance.now();
  // What came late makes all that follows late.
  let lagMs = 0;
  let agrees = true;
  const endMs = Math.max(...watched.steps.map(({ atMs }) => atMs), watched.frames.at(-1)?.atMs ?? 0) + LAST_MS;
  for (const cue of cuesOf(watched, endMs)) {
    if (signal.aborted) return false;
    await delay(Math.max(0, startMs + lagMs + cue.atMs - performance.now()), undefined, { signal }).catch(() => undefined);
    const line = cue.kind === 'step' ? await take(company, cue.step) : await compare(company, cue);
    const atMs = Math.round(performance.now() - startMs);
    if (line.outcome !== 'differs' && line.outcome !== 'missed') lagMs = Math.max(lagMs, atMs - cue.atMs);
    agrees &&= line.outcome !== 'differs' && line.outcome !== 'impossible';
    said({ ...line, atMs, virtualMs: cue.atMs });
  }
  return agrees;
}

interface Company { stage: Stage; names: string[]; operators: OperatorInBrowser[]; callers: CallerOnLine[]; engine: ReplayFile['engine'] }
type Told = Pick<PlayedLine, 'text' | 'outcome'>;

/** Operators become ready one after the other, as the explorer's do. */
async function gather({ stage, browser, history }: PlayOptions): Promise<Company> {
  const names = stage.operators.slice(0, history.operators);
  const operators: OperatorInBrowser[] = [];
  for (const name of names) {
    operators.push(await OperatorInBrowser.open(browser, { name, url: stage.pages.url, cut: () => stage.pages.cut(name) }));
  }
  const callers = Array.from({ length: history.callers }, (_, at) =>
    new CallerOnLine(stage.local.cloud, { from: `7916000000${at + 1}`, to: stage.number }));
  return { stage, names, operators, callers, engine: history.engine };
}

async function take(company: Company, step: ActionStep): Promise<Told> {
  if (!step.isPossible) return { text: `→ ${step.text} (not possible there, left out as in the explorer)`, outcome: null };
  try {
    await perform(company, step);
    return { text: `→ ${step.text}`, outcome: null };
  } catch (error) {
    return { text: `→ ${step.text} could not be done: ${firstLine(error)}`, outcome: 'impossible' };
  }
}

async function perform({ stage, operators, callers }: Company, { action: { kind, at } }: ActionStep): Promise<void> {
  const caller = callers[at];
  switch (kind) {
    case 'dial': return caller?.dial();
    case 'hangUp': return caller?.hangUp();
    case 'takeOut': return takeOut(stage, caller);
    case 'reachedLate': throw new Error('the platform alone decides when it tells; the explorer only plays this');
    case 'deskClockJump': throw new Error('the desk goes by the clock of this machine; the explorer only plays this');
    case 'deskDown': return stage.reachDesk(false);
    case 'deskUp': return stage.reachDesk(true);
    default: return operators[at]?.do(kind);
  }
}

async function takeOut({ desk, supervisor }: Stage, caller: CallerOnLine | undefined): Promise<void> {
  if (supervisor === null) throw new Error('no operator of the franchise is a supervisor');
  const callId = await desk.callFrom(caller?.from ?? '');
  if (callId === null) throw new Error('the desk knows of no call from there');
  return desk.takeOut(supervisor, callId);
}

async function compare(company: Company, cue: Extract<Cue, { kind: 'stands' }>): Promise<Told> {
  const wanted = describeSeen(cue.seen, company.names);
  const patienceMs = cue.isLasting ? cue.lastsMs + SLACK_MS : MOMENT_MS;
  let before = { text: '', sinceMs: performance.now() };
  for (;;) {
    const seen = describeSeen(await look(company), company.names);
    const others = wanted.filter((one) => !seen.includes(one));
    const text = seen.join(' · ');
    if (others.length === 0) return { text, outcome: 'agrees' };
    if (text !== before.text && !cue.isLasting) before = { text, sinceMs: performance.now() };
    if (performance.now() - before.sinceMs > patienceMs) return { text: `${text} (explorer: ${others.join(' · ')})`, outcome: cue.isLasting ? 'differs' : 'missed' };
    await delay(LOOK_EVERY_MS);
  }
}

async function look({ stage: { local }, names, operators, callers, engine }: Company): Promise<Seen> {
  const { cloud } = local;
  return {
    operators: await Promise.all(operators.map(async (operator, at) => ({ line: await operator.line(), status: statusOf(cloud, names[at], engine) }))),
    callers: callers.map(({ seen }) => seen),
  };
}

function statusOf(cloud: Stage['local']['cloud'], name: string | undefined, engine: ReplayFile['engine']): string {
  const user = [...cloud.rows.users.values()].find((row) => row.name === name);
  return user ? cloud.queues.presence.status(user.id, engine) : 'OFFLINE';
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
