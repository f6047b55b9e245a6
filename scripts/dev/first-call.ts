import type { NormalConfig, NormalFranchise } from '../config/normal-config';
import { parseOperators } from '../dial/behaviour';
import { Play } from '../dial/play';
import { inOrder } from '../dial/story-order';
import type { StoryEntry } from '../dial/story-entry';
import { summarise, type CallSummary } from '../dial/summary';
import type { LocalCloud, RealClock, WireRequest } from '../targets';

export interface FirstCallOptions {
  local: LocalCloud<RealClock>;
  config: NormalConfig;
  secrets: Readonly<Record<string, string>>;
  told: (entry: StoryEntry) => void;
  signal: AbortSignal;
}

/** The call that `npm start` shows: one operator answers, talks, and saves. */
export interface FirstCall {
  /** Sees what the scenario tells the desk. */
  observe: (request: WireRequest) => void;
  run(): Promise<CallSummary>;
}

const FROM = '+79161234567';
const TIMES = { talkMs: 4_000, wrapUpMs: 2_000 };
const LOOK_EVERY_MS = 100;
const LONGEST_MS = 60_000;

export function prepareFirstCall({ local, config, secrets, told, signal }: FirstCallOptions): FirstCall {
  const { cloud, clock } = local;
  const franchise = firstServed(config);
  // The first one's page is what a newcomer opens meanwhile.
  const operator = config.operators.filter((one) => one.franchise === franchise.name).at(-1)?.name ?? '';
  const to = franchise.numbers[0] ?? '';
  const waiting: StoryEntry[] = [];
  const show = () => inOrder(waiting.splice(0)).forEach(told);
  const play = new Play({
    cloud, clock, franchise, keys: secrets, times: TIMES, told: (entry) => waiting.push(entry),
    post: () => Promise.reject(new Error('nobody drops this call')),
  });
  return {
    // Batches come some seconds late; only then is it known what comes first.
    observe: ({ headers, body }) => {
      play.desk.take((name) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1], Buffer.from(body ?? []).toString());
      show();
    },
    run: async () => {
      for (const script of parseOperators(`${operator}:answer@2`)) play.signIn(script).switchOn();
      // Within a timer, so that the story and the scenario count from the same instant.
      clock.after(0, () => play.call({ from: FROM, to, hangUpAfterMs: null }));
      await until(() => play.story.entries.some(({ kind }) => kind === 'calls'), signal);
      await until(() => play.isOver, signal);
      play.leave();
      show();
      return summarise({ events: play.desk.events, entries: play.story.entries, dialled: { from: FROM, to } });
    },
  };
}

function firstServed(config: NormalConfig): NormalFranchise {
  const [first] = config.franchises;
  if (!first) throw new Error('the config has no franchise');
  return first;
}

async function until(isOver: () => boolean, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; !isOver() && !signal.aborted && waitedMs < LONGEST_MS; waitedMs += LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
