import type { ClockTimer } from '../../clock/clock';
import { LIMITS } from '../limits';
import type { Session } from './session';

export type EndCause = 'normal' | 'idle' | 'error' | 'crash';

/** The wording of GetCallHistory. */
const FINISH_REASONS: Record<EndCause, string> = {
  normal: 'Normal termination',
  idle: 'Normal termination',
  error: 'JS session error',
  crash: 'Terminated administratively',
};

/**
 * The end of a session (rows 12 to 16): legs and timers go, active requests may finish, then
 * Terminating with one last request, then Terminated.
 */
export class Ending {
  phase: 'live' | 'finishing' | 'terminating' | 'terminated' | 'gone' = 'live';
  private cause: EndCause = 'normal';
  private patience: ClockTimer | null = null;
  private watchers: (() => void)[] = [];

  constructor(private readonly session: Session) {}

  onTerminated(fn: () => void): void {
    if (this.phase === 'live') this.watchers.push(fn);
    else fn();
  }

  begin(cause: EndCause): void {
    if (this.phase !== 'live') return;
    const { session } = this;
    this.phase = 'finishing';
    this.cause = cause;
    session.idle.stop();
    session.timers.clearAll();
    for (const watcher of this.watchers) watcher();
    this.watchers = [];
    if (session.legs.size > 0) for (const leg of session.legs) leg.drop(cause === 'error' ? 500 : 200);
    session.http.dropQueued();
    if (cause === 'crash') return this.vanish();
    if (session.http.active > 0) {
      this.patience = session.core.clock.after(LIMITS.httpTimeoutMs, () => this.sayTerminating());
    } else {
      session.core.clock.after(0, () => this.sayTerminating());
    }
  }

  /** The last active request is over. */
  httpIsIdle(): void {
    if (this.phase === 'finishing') this.sayTerminating();
    else if (this.phase === 'terminating') this.sayTerminated();
  }

  private sayTerminating(): void {
    if (this.phase !== 'finishing') return;
    const { session } = this;
    this.patience?.cancel();
    this.phase = 'terminating';
    session.deliver(session.appListeners, 'Application.Terminating', this.payload('Application.Terminating'));
    if (session.http.active === 0) session.core.clock.after(0, () => this.sayTerminated());
  }

  private sayTerminated(): void {
    if (this.phase !== 'terminating') return;
    const { session } = this;
    this.phase = 'terminated';
    session.deliver(session.appListeners, 'Application.Terminated', this.payload('Application.Terminated'));
    this.vanish();
  }

  private vanish(): void {
    this.phase = 'gone';
    const { session } = this;
    session.http.abandon();
    session.core.sessionGone(session, FINISH_REASONS[this.cause]);
    session.realm?.dispose();
    session.realm = null;
  }

  private payload(name: string): object {
    const failed = this.cause === 'error' && this.session.core.switches.systemErrorFlag === 'true';
    return failed ? { name, systemError: true } : { name };
  }
}
