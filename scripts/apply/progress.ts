import type { ListrTask } from 'listr2';
import type { Output } from '../command';
import { KIND_WORDS } from '../plan/items';
import type { Plan, Step } from '../plan/plan';
import type { RunOptions } from './run-plan';

type Progress = NonNullable<RunOptions['progress']>;

export interface ProgressView {
  progress: Progress;
  /** Ends the drawing; call it when the run is over. */
  end(): Promise<void>;
}

/** A live list on a terminal, a line per finished step elsewhere. Both on stderr. */
export async function showProgress(plan: Plan, out: Output): Promise<ProgressView> {
  if (out.isTerminal && process.stderr.isTTY === true) return liveList(plan);
  return {
    progress: (step, state) => {
      if (state !== 'started') out.note(`${state === 'done' ? 'done  ' : 'FAILED'}  ${words(step)}`);
    },
    end: () => Promise.resolve(),
  };
}

function words({ action, kind, object }: Step): string {
  return `${action} ${KIND_WORDS[kind]} "${object}"`;
}

async function liveList(plan: Plan): Promise<ProgressView> {
  const { Listr } = await import('listr2');
  const settle = new Map<string, { done: () => void; failed: (error: Error) => void }>();
  const tasks = plan.steps.map((step): ListrTask => ({
    title: words(step),
    task: () => new Promise<void>((resolve, reject) => settle.set(step.id, { done: resolve, failed: reject })),
  }));
  const list = new Listr(tasks, { concurrent: true, exitOnError: false, rendererOptions: { collapseErrors: true } });
  const running = list.run().catch(() => undefined);
  const finish = (id: string, failed: boolean): void => {
    const waiting = settle.get(id);
    if (failed) waiting?.failed(new Error('failed'));
    else waiting?.done();
    settle.delete(id);
  };
  return {
    progress: (step, state) => {
      if (state !== 'started') finish(step.id, state === 'failed');
    },
    end: async () => {
      for (const id of [...settle.keys()]) finish(id, true);
      await running;
    },
  };
}
