import type { CallAdvice } from '../../contracts/call-events';
import type { Told } from '../call/effect';
import { PATIENCE } from '../call/patience';
import { createRunner, type CallRunner, type Machine } from './call-runner';
import { clockMs } from './clock';
import { createCommandReader } from './commands';
import { createDeskChannel } from './desk-channel';
import { attempt } from './guard';
import type { SessionContext, TakenCall } from './session';

/** What a machine's effects are done with, whoever calls whom. */
export interface CallSession<State, Input, Effect> extends TakenCall {
  readonly start: CallRunner<State, Input, Effect>['start'];
  readonly post: CallRunner<State, Input, Effect>['post'];
  readonly tell: (event: Told) => void;
  readonly deliver: () => void;
  /** Never before an end was told. */
  readonly terminate: () => void;
}

export interface CallSessionOptions<State, Input, Effect> {
  readonly context: SessionContext;
  readonly franchise: string;
  /** Where the desk takes events; null: there is no desk. */
  readonly eventsUrl: string | null;
  readonly machine: Machine<State, Input, Effect>;
  readonly perform: (effect: Effect) => void;
  /** Nobody is left ringing or in silence, whatever the machine thinks. */
  readonly release: () => void;
  readonly advised?: (advice: CallAdvice | null) => void;
}

/** The end of a call whose machine failed. */
const FAILED = { kind: 'ended', reason: 'unserved', detail: 'error', by: 'system', waitMs: 0, talkMs: 0, operator: null } as const;

/** One call of a session: its machine, its clock, its way to the desk, and the way out of every fault. */
export function createCallSession<State, Input, Effect>(options: CallSessionOptions<State, Input, Effect>): CallSession<State, Input, Effect> {
  const { context: { callId, accessUrl, log, guard }, franchise, eventsUrl, machine, perform, release, advised = noop } = options;
  let startMs: number | null = null;
  // Never negative: the platform's clock may be set back.
  const nowMs = () => (startMs === null ? 0 : Math.max(0, clockMs() - startMs));
  const at = (atMs: number, fn: () => void) => {
    const timer = setTimeout(guard<void>('a timer', fn), Math.max(1, atMs - nowMs()));
    return () => clearTimeout(timer);
  };
  let endTold = false;
  let aborted = false;
  const leave = () => VoxEngine.terminate();
  const delivered = () => (aborted ? leave() : runner.post({ kind: 'delivered' }));
  const channel = createDeskChannel({ url: eventsUrl, callId, franchise, accessUrl, nowMs, at, advised, delivered, guard, log });
  const tell = (event: Told) => {
    channel.tell(event);
    if (event.kind !== 'ended') return;
    endTold = true;
    log(`ends: ${event.reason}, ${event.detail}, by ${event.by}`);
  };
  /** The machine itself failed: the end is told all the same. */
  const abort = () => {
    if (aborted) return leave();
    aborted = true;
    attempt(log, 'stopping', () => runner.stop());
    attempt(log, 'letting go', release);
    if (!endTold) attempt(log, 'telling the end', () => tell(FAILED));
    const isBounded = attempt(log, 'a timer', () => at(nowMs() + PATIENCE.drainMs, leave));
    const isLeaving = attempt(log, 'delivering the end', () => channel.deliver());
    if (!isBounded || !isLeaving) leave();
  };
  const runner = createRunner({ machine, nowMs, at, perform, abort, log });
  const read = createCommandReader(callId, log);
  return {
    start: (first) => runner.start(() => {
      startMs = clockMs();
      return first();
    }),
    post: runner.post,
    tell,
    deliver: () => channel.deliver(),
    terminate: () => (endTold ? leave() : abort()),
    request: (event) => {
      const command = read(event);
      if (command === null) return;
      channel.deskIsUp();
      runner.post({ kind: 'command', command });
    },
    fault: () => runner.post({ kind: 'fault' }),
  };
}

function noop(): void {
  return undefined;
}
