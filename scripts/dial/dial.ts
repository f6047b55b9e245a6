import type { QueueEngineName } from '../../contracts/call-events';
import { buildScenarios } from '../build/build-scenarios';
import type { BuiltScenario } from '../build/built-scenario';
import type { NormalConfig, NormalFranchise } from '../config/normal-config';
import { environmentOf, readConfig } from '../config/read-config';
import type { PressedDigit } from '../flags';
import type { Switches } from '../targets';
import { UserError } from '../user-error';
import { parseOperators, type OperatorScript } from './behaviour';
import { findDialled } from './dialled-number';
import { openDeskServer } from './desk-server';
import { Play } from './play';
import { commandPoster } from './post-command';
import { openStage, type Stage } from './stage';
import type { StoryEntry } from './story-entry';
import { summarise, type CallSummary } from './summary';
import { withEngine, withOperators } from './variant';
import { instantOf } from './wall-clock';

export interface DialRequest {
  root: string;
  from: string;
  /** null: the config's first number. */
  to: string | null;
  /** When the operators sign in, `2027-01-01T12:00` in the franchise's time zone; null: the clock's own start. */
  at: string | null;
  /** `op1:reject,op2:answer`; null: the franchise's first operator answers. */
  operators: string | null;
  talkMs: number;
  wrapUpMs: number;
  hangUpAfterMs: number | null;
  /** Keys that the caller presses. */
  digits: readonly PressedDigit[];
  engine: QueueEngineName | null;
  switches: Partial<Switches>;
  seed: number;
  /** Where the run is recorded. */
  recordInto: string;
  /** See `BuildOptions`. */
  tool: string | undefined;
  note: (text: string) => void;
}

export interface DialResult {
  call: CallSummary;
  events: StoryEntry[];
  bundle: { sha256: string; variantOf: string | null };
  virtualMs: number;
  deploy: { steps: number; requests: number };
}

/** Guards against a scenario that never ends a call. */
const LONGEST_CALL_MS = 6 * 3_600_000;

/** Plays one call in virtual time against the deployed bundle. */
export async function dial(request: DialRequest): Promise<DialResult> {
  const { root, note, tool } = request;
  const written = await readConfig(root);
  const { franchise, number } = findDialled(written, request.to);
  const scripts = operatorsOf(request, franchise, written);
  const config = variantOf(written, { request, franchise, scripts });
  const usual = environmentOf(config, 'local');
  const { switches } = request;
  // The environment states which direction of priority is the urgent one; it follows the cloud.
  const environment = { ...usual, smartQueuePriority: switches.sqPriority ?? usual.smartQueuePriority };
  const startMs = request.at === null ? null : instantOf(request.at, franchise.timeZone);
  const [plain, stage] = await Promise.all([
    buildScenarios({ root, config: written, environment: usual, tool }),
    openStage({ root, config, environment, switches, startMs, seed: request.seed, recordInto: request.recordInto, tool, note }),
  ]);
  try {
    return await playOn(stage, { request, config, franchise: franchiseIn(config, franchise.name), to: number, scripts, plain });
  } finally {
    await stage.close();
  }
}

interface Performance {
  request: DialRequest;
  config: NormalConfig;
  franchise: NormalFranchise;
  /** As the network gives it. */
  to: string;
  scripts: OperatorScript[];
  plain: BuiltScenario[];
}

async function playOn(stage: Stage, performance: Performance): Promise<DialResult> {
  const { request, franchise, to, scripts, plain } = performance;
  const { cloud, clock, certificate } = stage.local;
  const { talkMs, wrapUpMs, from, hangUpAfterMs, digits } = request;
  const post = commandPoster(clock, certificate.cert);
  const play = new Play({ cloud, clock, franchise, keys: stage.secrets, times: { talkMs, wrapUpMs }, post });
  const server = await openDeskServer(() => play.desk);
  const quiet = cloud.trace.subscribe((event) => {
    if (event.kind === 'error') play.story.cloud('error', `the session dies: ${String(event['text'])}`);
  });
  try {
    stage.leadDeskTo(server.url);
    for (const script of scripts) {
      if (script.behaviour.kind === 'offline') continue;
      play.signIn(script).switchOn();
      await clock.runFor(1);
    }
    const startMs = clock.now();
    play.call({ from, to, hangUpAfterMs, digits });
    const isOver = await clock.runUntil(() => play.isOver, LONGEST_CALL_MS);
    if (!isOver) {
      const hours = LONGEST_CALL_MS / 3_600_000;
      throw new UserError(`The call is still going on after ${hours} h of virtual time: the scenario does not end it. See ${request.recordInto}.`);
    }
    const entries = play.story.sorted();
    return {
      call: summarise({ events: play.desk.events, entries, dialled: { from, to } }),
      events: entries,
      bundle: bundleOf(performance, { built: stage.built, plain }),
      virtualMs: clock.now() - startMs,
      deploy: { steps: stage.deployed.plan.steps.length, requests: stage.deployed.requests },
    };
  } finally {
    quiet();
    play.leave();
    await server.close();
  }
}

function operatorsOf({ operators }: DialRequest, franchise: NormalFranchise, config: NormalConfig): OperatorScript[] {
  if (operators !== null) return parseOperators(operators);
  const first = config.operators.find((operator) => operator.franchise === franchise.name);
  return first ? parseOperators(`${first.name}:answer@3`) : [];
}

function variantOf(
  config: NormalConfig,
  { request, franchise, scripts }: { request: DialRequest; franchise: NormalFranchise; scripts: readonly OperatorScript[] },
): NormalConfig {
  const names = scripts.map(({ name }) => name);
  const elsewhere = config.operators.find(({ name, franchise: own }) => names.includes(name) && own !== franchise.name);
  if (elsewhere) {
    throw new UserError(
      `${elsewhere.name} belongs to the franchise "${elsewhere.franchise}" and gets no calls of "${franchise.name}". ` +
        'Name its own operators, or new ones.',
    );
  }
  const withAll = withOperators(config, { names, franchise: franchise.name });
  return request.engine === null ? withAll : withEngine(withAll, request.engine);
}

function bundleOf({ config, franchise }: Performance, { built, plain }: { built: BuiltScenario[]; plain: BuiltScenario[] }): DialResult['bundle'] {
  const name = config.rules.find((rule) => rule.franchise === franchise.name)?.deployedScenario;
  const hashIn = (bundles: readonly BuiltScenario[]) => bundles.find((bundle) => bundle.name === name)?.sha256 ?? '';
  const [sha256, usual] = [hashIn(built), hashIn(plain)];
  return { sha256, variantOf: sha256 === usual ? null : usual };
}

function franchiseIn(config: NormalConfig, name: string): NormalFranchise {
  const found = config.franchises.find((franchise) => franchise.name === name);
  if (!found) throw new Error(`the variant lost the franchise ${name}`);
  return found;
}
