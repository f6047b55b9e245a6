import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import type { SmartQueuePriority } from '../../contracts/call-settings';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Cloud } from '../../emulator/cloud';
import { createCloud } from '../../emulator/create-cloud';
import type { WireAnswer, WireRequest } from '../../emulator/platform/http/wire';
import { RealmPool } from '../../emulator/platform/realm/realm-pool';
import type { Switches } from '../../emulator/switches';
import { buildScenarios } from '../../scripts/build/build-scenarios';
import type { BuiltScenario } from '../../scripts/build/built-scenario';
import type { NormalConfig } from '../../scripts/config/normal-config';
import { environmentOf, readConfig } from '../../scripts/config/read-config';
import { parseOperators } from '../../scripts/dial/behaviour';
import { Play, type PlayParts } from '../../scripts/dial/play';
import { summarise, type CallSummary } from '../../scripts/dial/summary';
import { withEngine } from '../../scripts/dial/variant';
import { installed, KEYS } from './install';

export const ENGINES: readonly QueueEngineName[] = ['smartqueue', 'acd'];
export const NUMBER = '74951234567';
/** Clouds with a context for every session share no more of it than what is compiled: that may live in several at a time. */
export const COMPILED = new RealmPool();
const ROOT = path.resolve(import.meta.dirname, '../..');
const LONGEST_MS = 4 * 3_600_000;

export interface WorldOptions {
  engine: QueueEngineName;
  /** As `--operators`. */
  operators: string;
  switches?: Partial<Switches>;
  seed?: number;
  /** `shared`: many calls, quickly; the emulator proves that both give the same trace. */
  realm?: 'context' | 'shared';
  /** As in `CloudOptions`. */
  realmPool?: RealmPool;
  strict?: boolean;
  talkMs?: number;
  wrapUpMs?: number;
  change?: (config: NormalConfig) => void;
  /** The desk's commands never reach a session. */
  commandsAreLost?: boolean;
  /** The desk takes every event, and answers so much later. */
  deskDelayMs?: number;
}

/** The sample project's bundle in a cloud of its own, in virtual time, without a process or a socket. */
export interface World {
  cloud: Cloud;
  clock: VirtualClock;
  play: Play;
  config: NormalConfig;
  /** One call to the sample's number, played until nothing of it is left. */
  call(options?: { from?: string; hangUpAfterMs?: number | null }): Promise<CallSummary>;
  /** Runs until nothing of any call is left. */
  finish(): Promise<void>;
  /** Every call so far, in the order in which they came. */
  calls(): CallSummary[];
}

export async function createWorld(options: WorldOptions): Promise<World> {
  const { config, built } = await buildOf(options);
  const clock = new VirtualClock();
  const wire = (request: WireRequest) => answer(request);
  const { realm = 'context', seed = 1, switches = {}, strict = false } = options;
  const realmPool = options.realmPool ?? (realm === 'context' ? COMPILED : undefined);
  const cloud = createCloud({ rows: installed(config, built), clock, wire, realm, seed, switches, strict, ...(realmPool ? { realmPool } : {}) });
  const franchise = config.franchises[0];
  if (!franchise) throw new Error('the sample has a franchise');
  const times = { talkMs: options.talkMs ?? 20_000, wrapUpMs: options.wrapUpMs ?? 5_000 };
  const post: PlayParts['post'] = (url, headers, body) => {
    if (!options.commandsAreLost) cloud.httpToSession(new URL(url).pathname, { method: 'POST', headers, body });
    return Promise.resolve();
  };
  const play = new Play({ cloud, clock, franchise, keys: KEYS, times, post });
  const answer = ({ headers, body }: WireRequest): WireAnswer => {
    const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    const taken = play.desk.take(header, Buffer.from(body ?? []).toString('utf8'));
    return options.deskDelayMs === undefined ? taken : { ...taken, delayMs: options.deskDelayMs };
  };
  const world = { cloud, clock, play, config };
  await signIn(world, options.operators);
  const finish = () => runToEnd(world);
  const calls = () => summaries(play);
  const call = async ({ from = '+79161234567', hangUpAfterMs = null }: Parameters<World['call']>[0] = {}) => {
    play.call({ from, to: NUMBER, hangUpAfterMs });
    await finish();
    return summaries(play).pop() ?? summarise({ events: [], entries: play.story.entries, dialled: { from, to: NUMBER } });
  };
  return { ...world, call, finish, calls };
}

/** In the order given, 1 ms apart, as `vox dial` does. */
async function signIn({ play, clock }: Pick<World, 'play' | 'clock'>, operators: string): Promise<void> {
  const scripts = parseOperators(operators).filter(({ behaviour }) => behaviour.kind !== 'offline');
  for (const script of scripts) {
    play.signIn(script).switchOn();
    await clock.runFor(1);
  }
}

async function runToEnd({ play, clock }: Pick<World, 'play' | 'clock'>): Promise<void> {
  const over = await clock.runUntil(() => play.isOver, LONGEST_MS);
  if (!over) throw new Error(`a call is still going on after ${LONGEST_MS} ms of virtual time`);
}

function summaries({ desk, story }: Play): CallSummary[] {
  const ids = [...new Set(desk.events.map(({ callId }) => callId))];
  return ids.map((id) => {
    const events = desk.events.filter(({ callId }) => callId === id);
    return summarise({ events, entries: story.entries, dialled: { from: '', to: NUMBER } });
  });
}

let sample: Promise<NormalConfig> | undefined;
const builds = new Map<string, Promise<{ config: NormalConfig; built: BuiltScenario[] }>>();

/** Each variant is built once a test file; a config that a test changes is its own. */
function buildOf({ engine, switches, change }: WorldOptions): Promise<{ config: NormalConfig; built: BuiltScenario[] }> {
  const priority = switches?.sqPriority ?? 'larger-first';
  if (change) return build(engine, priority, change);
  const key = `${engine} ${priority}`;
  const known = builds.get(key) ?? build(engine, priority);
  builds.set(key, known);
  return known;
}

async function build(engine: QueueEngineName, smartQueuePriority: SmartQueuePriority, change?: WorldOptions['change']): Promise<{ config: NormalConfig; built: BuiltScenario[] }> {
  sample ??= readConfig(ROOT);
  const config = structuredClone(withEngine(await sample, engine));
  change?.(config);
  return { config, built: await buildScenarios({ root: ROOT, config, environment: { ...environmentOf(config, 'local'), smartQueuePriority } }) };
}
