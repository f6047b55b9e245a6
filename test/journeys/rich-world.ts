import path from 'node:path';
import type { QueueEngineName } from '../../contracts/call-events';
import type { CallSettings } from '../../contracts/call-settings';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import { createCloud } from '../../emulator/cloud';
import type { WireAnswer, WireRequest } from '../../emulator/platform/http/wire';
import type { RingingLine } from '../../emulator/platform/lines';
import type { Switches } from '../../emulator/switches';
import { buildScenarios, type BuiltScenario } from '../../scripts/build/build-scenarios';
import { bundleScenario } from '../../scripts/build/bundle';
import { callSettings } from '../../scripts/config/call-settings';
import { environmentOf, readConfig } from '../../scripts/config/read-config';
import { parseOperators } from '../../scripts/dial/behaviour';
import { Play } from '../../scripts/dial/play';
import { summarise, type CallSummary } from '../../scripts/dial/summary';
import { withEngine } from '../../scripts/dial/variant';
import { installed, KEYS } from './install';

type Config = Awaited<ReturnType<typeof readConfig>>;
const ROOT = path.resolve(import.meta.dirname, '../..');
const NUMBER = '74951234567';
const LONGEST_MS = 6 * 3_600_000;

export interface RichOptions {
  engine: QueueEngineName;
  operators: string;
  /** What the franchise's settings have besides the sample's. */
  settings: Partial<CallSettings>;
  switches?: Partial<Switches>;
  talkMs?: number;
}

export interface RichCall {
  from?: string;
  hangUpAfterMs?: number;
  /** The caller presses these, `[second, digit]`. */
  digits?: readonly (readonly [atSeconds: number, digit: string])[];
}

export interface RichWorld {
  play: Play;
  clock: VirtualClock;
  live(): object;
  /** A telephone outside that the scenario may call. */
  telephone(number: string, behaves: (line: RingingLine) => void): void;
  call(call?: RichCall): Promise<CallSummary>;
  /** What the caller heard, in order: sentences, `music`, `operator`. */
  heard(): string[];
  /** The last event told, with everything in it. */
  ended(): Record<string, unknown>;
  /** Requests of scenarios so far, whatever became of them. */
  requests(): number;
  /** What answers them from now on; null: the desk again. */
  deskAnswers(instead: WireAnswer | null): void;
  /** The application's storage. */
  stored(): Map<string, string>;
}

/** The sample's franchise with settings of its own, its scenario in a cloud of its own, in virtual time. */
export async function createRichWorld(options: RichOptions): Promise<RichWorld> {
  const { engine, settings, switches = {}, talkMs = 20_000, operators } = options;
  const config = withEngine(await readConfig(ROOT), engine);
  const built = await buildWith(config, settings, switches);
  const [franchise] = config.franchises;
  if (!franchise) throw new Error('the sample has a franchise');
  const clock = new VirtualClock();
  let requests = 0;
  let instead: WireAnswer | null = null;
  const wire = ({ headers, body }: WireRequest): WireAnswer => {
    requests++;
    if (instead) return instead;
    const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    return play.desk.take(header, Buffer.from(body ?? []).toString('utf8'));
  };
  const rows = installed(config, built);
  const cloud = createCloud({ rows, clock, wire, seed: 1, switches, strict: true });
  const post = (url: string, headers: Record<string, string>, body: string) => {
    cloud.httpToSession(new URL(url).pathname, { method: 'POST', headers, body });
    return Promise.resolve();
  };
  const play: Play = new Play({ cloud, clock, franchise, keys: KEYS, times: { talkMs, wrapUpMs: 5_000 }, post });
  for (const script of parseOperators(operators).filter(({ behaviour }) => behaviour.kind !== 'offline')) {
    play.signIn(script).switchOn();
    await clock.runFor(1);
  }
  const ended = () => ({ ...play.desk.events.filter(({ kind }) => kind === 'ended').pop() });
  const call = async ({ from = '+79161234567', hangUpAfterMs, digits = [] }: RichCall = {}) => {
    const line = play.call({ from, to: NUMBER, hangUpAfterMs: hangUpAfterMs ?? null });
    for (const [atSeconds, digit] of digits) clock.after(atSeconds * 1_000, () => line.state === 'ended' || line.sendTone(digit));
    if (!(await clock.runUntil(() => play.isOver, LONGEST_MS))) throw new Error('the call never ended');
    return summarise({ events: play.desk.events, entries: play.story.entries, dialled: { from, to: NUMBER } });
  };
  return {
    play, clock, call, ended,
    requests: () => requests,
    deskAnswers: (answer) => void (instead = answer),
    stored: () => new Map([...rows.keyValues.values()].map(({ key, value }) => [key, value])),
    live: () => cloud.live(),
    telephone: (number, behaves) => cloud.answerAt('pstn', number, behaves),
    heard: () => play.story.sorted().filter(({ kind }) => kind === 'hears').map(({ text }) => soundIn(text)),
  };
}

function soundIn(text: string): string {
  return /«(.*)»/.exec(text)?.[1] ?? text.replace(/^hears (the )?/, '');
}

const builds = new Map<string, Promise<BuiltScenario[]>>();

/** Each variant is built once a test file. */
function buildWith(config: Config, settings: Partial<CallSettings>, switches: Partial<Switches>): Promise<BuiltScenario[]> {
  const key = JSON.stringify([config, settings, switches.sqPriority]);
  const built = builds.get(key) ?? build(config, settings, switches);
  builds.set(key, built);
  return built;
}

/** The sample's build, with the first franchise's scenario made from other settings. */
async function build(
  config: Config,
  settings: Partial<CallSettings>,
  switches: Partial<Switches>,
): Promise<BuiltScenario[]> {
  const environment = { ...environmentOf(config, 'local'), smartQueuePriority: switches.sqPriority ?? 'larger-first' };
  const built = await buildScenarios({ root: ROOT, config, environment });
  const [first] = config.franchises;
  const sample = built.find(({ franchise }) => franchise === first?.name);
  if (!first || !sample) throw new Error('the sample has a franchise with a scenario');
  const bundle = await bundleScenario({ root: ROOT, file: sample.source, settings: { ...callSettings(first, environment, config.operators), ...settings } });
  if (!bundle.ok) throw new Error(bundle.problems.map(({ what }) => what).join('\n'));
  const requires = sample.code.split('\n').filter((line) => line.startsWith('require('));
  return built.map((one) => (one === sample ? { ...one, code: [...requires, bundle.code].join('\n') } : one));
}
