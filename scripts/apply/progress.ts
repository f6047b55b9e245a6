import type { ListrTask } from 'listr2';
import type { Output } from '../command';
import type { Plan } from '../plan/plan';
import { stepWords } from '../plan/step-words';
import { SIDE_BY_SIDE, type RunOptions } from './run-plan';

type Progress = NonNullable<RunOptions['progress']>;

export interface ProgressView {
  progress: Progress;
  /** Ends the drawing; call it when the run is over. */
  end(): Promise<void>;
}

/** A live list on a terminal; elsewhere, and where stdout is for one JSON document, a line per finished step on stderr. */
export async function showProgress(plan: Plan, out: Output, { json = false }: { json?: boolean } = {}): Promise<ProgressView> {
  if (out.isTerminal && !json && process.stderr.isTTY === true) return liveList(plan);
  return {
    progress: (step, state) => {
      if (state !== 'started') out.note(`${state === 'done' ? 'done  ' : 'FAILED'}  ${stepWords(step)}`);
    },
    end: () => Promise.resolve(),
  };
}

type Outcome = 'done' | 'failed' | 'not-done';

/** In the plan's order, as many at once as are under way; what was never begun is shown as left. */
async function liveList(plan: Plan): Promise<ProgressView> {
  const { Listr } = await import('listr2');
  const outcomes = new Map(plan.steps.map(({ id }) => [id, new Ending()]));
  const tasks = plan.steps.map((step): ListrTask => ({
    title: stepWords(step),
    task: async (_, task) => {
      const outcome = await outcomes.get(step.id)?.told;
      if (outcome === 'failed') throw new Error(stepWords(step));
      if (outcome === 'not-done') task.skip(`${stepWords(step)}: not done`);
    },
  }));
  const list = new Listr(tasks, {
    concurrent: SIDE_BY_SIDE, exitOnError: false, rendererOptions: { collapseErrors: false, showErrorMessage: false },
    // Ctrl-C is the command's own: what is under way is finished first.
    registerSignalListeners: false,
  });
  const running = list.run().catch(() => undefined);
  return {
    progress: (step, state) => {
      if (state !== 'started') outcomes.get(step.id)?.tell(state);
    },
    end: async () => {
      for (const ending of outcomes.values()) ending.tell('not-done');
      await running;
    },
  };
}

/** How a step ended; may be told before anybody asks, and the first word counts. */
class Ending {
  tell: (outcome: Outcome) => void = () => undefined;
  readonly told = new Promise<Outcome>((resolve) => {
    this.tell = resolve;
  });
}
