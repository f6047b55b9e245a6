import path from 'node:path';
import type { CallAdvice, CallEventBatch, CallEventBatchAnswer, QueueEngineName } from '../../contracts/call-events';
import type { CallSettings } from '../../contracts/call-settings';
import { toAsciiJson } from '../../contracts/signature';
import type { AccountRows } from '../../emulator/account/objects';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Cloud } from '../../emulator/cloud';
import { createCloud } from '../../emulator/create-cloud';
import type { WireAnswer, WireRequest } from '../../emulator/platform/http/wire';
import type { Line, RingingLine } from '../../emulator/platform/lines';
import type { RealmPool } from '../../emulator/platform/realm/realm-pool';
import type { Switches } from '../../emulator/switches';
import { buildScript } from '../../scripts/build/build-scenario';
import { callSettings } from '../../scripts/config/call-settings';
import type { NormalConfig, NormalFranchise } from '../../scripts/config/normal-config';
import { environmentOf, readConfig } from '../../scripts/config/read-config';
import { parseOperators } from '../../scripts/dial/behaviour';
import { Play } from '../../scripts/dial/play';
import { summarise, type CallSummary } from '../../scripts/dial/summary';
import { withEngine } from '../../scripts/dial/variant';
import { installed, KEYS } from './install';
import { COMPILED } from './world';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NUMBER = '74951234567';
const LONGEST_MS = 6 * 3_600_000;

export interface RichOptions {
  engine: QueueEngineName;
  operators: string;
  /** What the franchise's settings have besides what the config gives them. */
  settings?: Partial<CallSettings>;
  /** Changes the sample's config, after its checks. */
  change?: (config: NormalConfig, franchise: NormalFranchise) => void;
  switches?: Partial<Switches>;
  talkMs?: number;
  /** As in `CloudOptions`. */
  seed?: number;
  realm?: 'context' | 'shared';
  realmPool?: RealmPool;
  /** What is done to the script before it is in the cloud. */
  edit?: (code: string) => string;
  /** What the desk knows of a caller, in its answer to the first events. */
  advise?: (from: string | null, rows: AccountRows) => CallAdvice;
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
  cloud: Cloud;
  live(): object;
  /** A telephone outside that the scenario may call. */
  telephone(number: string, behaves: (line: RingingLine) => void): void;
  call(call?: RichCall): Promise<CallSummary>;
  /** A call that is under way when this comes back; `finish` plays it, and all others, to the end. */
  dial(call?: RichCall): Line;
  /** The first caller presses a key. */
  press(digit: string): void;
  finish(): Promise<void>;
  /** What the caller heard, in order: sentences, `music`, `operator`. */
  heard(): string[];
  /** The last event told, with everything in it. */
  ended(): Record<string, unknown>;
  /** Requests of scenarios so far, whatever became of them. */
  requests(): number;
  /** What answers them from now on, or those with such a body; null: the desk again. */
  deskAnswers(instead: WireAnswer | null | ((body: string) => WireAnswer | null)): void;
  /** The application's storage. */
  stored(): Map<string, string>;
}

/** The sample's franchise with settings of its own, its scenario in a cloud of its own, in virtual time. */
export async function createRichWorld(options: RichOptions): Promise<RichWorld> {
  const { switches = {}, talkMs = 20_000, operators, seed = 1, realm = 'context' } = options;
  const realmPool = options.realmPool ?? (realm === 'context' ? COMPILED : undefined);
  const { config, franchise, script } = await prepare(options);
  const clock = new VirtualClock();
  let requests = 0;
  let instead: (body: string) => WireAnswer | null = () => null;
  const wire = ({ headers, body }: WireRequest): WireAnswer => {
    requests++;
    const text = Buffer.from(body ?? []).toString('utf8');
    const other = instead(text);
    if (other) return other;
    const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    const answer = play.desk.take(header, text);
    return options.advise ? { ...answer, body: advised(answer.body, text, (from) => options.advise?.(from, rows)) } : answer;
  };
  const own = config.rules.find((rule) => rule.franchise === franchise.name);
  const rows = installed(config, own ? [{ name: own.deployedScenario, code: options.edit?.(script) ?? script }] : []);
  const cloud = createCloud({ rows, clock, wire, seed, switches, realm, strict: true, ...(realmPool ? { realmPool } : {}) });
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
  const lines: Line[] = [];
  const dial = ({ from = '+79161234567', hangUpAfterMs, digits = [] }: RichCall = {}) => {
    const line = play.call({ from, to: NUMBER, hangUpAfterMs: hangUpAfterMs ?? null });
    for (const [atSeconds, digit] of digits) clock.after(atSeconds * 1_000, () => line.state === 'ended' || line.sendTone(digit));
    lines.push(line);
    return line;
  };
  const finish = async () => {
    if (!(await clock.runUntil(() => play.isOver, LONGEST_MS))) throw new Error('the call never ended');
  };
  const call = async (given: RichCall = {}) => {
    dial(given);
    await finish();
    return summarise({ events: play.desk.events, entries: play.story.entries, dialled: { from: given.from ?? '+79161234567', to: NUMBER } });
  };
  return {
    play, clock, cloud, call, dial, finish, ended,
    press: (digit) => lines[0]?.sendTone(digit),
    requests: () => requests,
    deskAnswers: (answer) => void (instead = typeof answer === 'function' ? answer : () => answer),
    stored: () => new Map([...rows.keyValues.values()].map(({ key, value }) => [key, value])),
    live: () => cloud.live(),
    telephone: (number, behaves) => cloud.answerAt('pstn', number, behaves),
    heard: () => play.story.sorted().filter(({ kind }) => kind === 'hears').map(({ text }) => soundIn(text)),
  };
}

/** The desk's answer with what it knows of this caller, where it is the answer to the first events. */
function advised(answer: string, batch: string, advise: (from: string | null) => CallAdvice | undefined): string {
  const [started] = (JSON.parse(batch) as CallEventBatch).events;
  const parsed = JSON.parse(answer) as CallEventBatchAnswer;
  return started?.kind === 'started' && parsed.advice ? JSON.stringify({ ...parsed, advice: advise(started.from) }) : answer;
}

function soundIn(text: string): string {
  return /«(.*)»/.exec(text)?.[1] ?? text.replace(/^hears (the )?/, '');
}

let sample: Promise<NormalConfig> | undefined;
let template: Promise<string> | undefined;
const PLACE = 'the settings of a test';

/** The scenario is bundled once a test file; each variant of it differs in its settings alone. */
async function prepare({ engine, settings, change, switches }: RichOptions): Promise<{ config: NormalConfig; franchise: NormalFranchise; script: string }> {
  sample ??= readConfig(ROOT);
  template ??= buildScript({ root: ROOT, file: 'scenarios/inbound.ts', settings: { place: PLACE } as unknown as CallSettings });
  const config = structuredClone(withEngine(await sample, engine));
  const [franchise] = config.franchises;
  if (!franchise) throw new Error('the sample has a franchise');
  change?.(config, franchise);
  const environment = { ...environmentOf(config, 'local'), smartQueuePriority: switches?.sqPriority ?? 'larger-first' };
  const text = toAsciiJson({ ...callSettings(franchise, environment, config.operators), ...settings });
  const parts = (await template).split(`{place:"${PLACE}"}`);
  if (parts.length !== 2) throw new Error('the bundle has its settings in one place');
  return { config, franchise, script: parts.join(text) };
}
