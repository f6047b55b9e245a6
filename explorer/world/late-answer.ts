import type { Clock } from '../../emulator/clock/clock';
import type { EventFate, FaultPlan } from '../../emulator/platform/session/core';
import type { CloudInputs } from './cloud-inputs';

/** How late the platform tells that an operator has answered (platform facts 3.3 and row 82: a late OperatorReached is to be tolerated). */
export const REACHED_LATE_MS = 1_500;

/** The platform tells late that an operator has answered; that his leg ended meanwhile it tells after that, for of one leg it tells in order. */
export class LateAnswer implements FaultPlan {
  /** The next OperatorReached comes late. */
  isNext = false;
  private late: { leg: unknown; dueMs: number } | null = null;

  constructor(private readonly clock: Clock, private readonly inputs: CloudInputs) {}

  sessionOpened(): void {}

  httpAnswer(): null {
    return null;
  }

  fateOf(_session: unknown, name: string, payload: object): EventFate | null {
    const nowMs = this.clock.now();
    if (this.isNext && name.endsWith('.OperatorReached')) {
      this.isNext = false;
      this.inputs.toldLate(name);
      this.late = { leg: legReached(payload), dueMs: nowMs + REACHED_LATE_MS };
      return after(REACHED_LATE_MS);
    }
    const { late } = this;
    const isOfLeg = late !== null && name === 'Call.Disconnected' && 'call' in payload && payload.call === late.leg;
    return isOfLeg && nowMs < late.dueMs ? after(late.dueMs - nowMs) : null;
  }
}

function after(delayMs: number): EventFate {
  return { lost: false, twice: false, delayMs };
}

/** ACD v1 and SmartQueue name it differently. */
function legReached(payload: { operatorCall?: unknown; agentCall?: unknown }): unknown {
  return payload.operatorCall ?? payload.agentCall;
}
