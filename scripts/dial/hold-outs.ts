import type { CallEvent } from '../../contracts/call-events';

interface HoldOut {
  callId: string;
  /** Ready when the reject happened, and not offered the call since. */
  eligible: Set<string>;
  /** Nobody else was ready: then only the time counts. */
  wasEmpty: boolean;
  over(): void;
}

/**
 * When a rejected call no longer holds its operator out, as far as the desk can
 * see it (design decision 4): answered, ended, or offered to everybody else.
 */
export class HoldOuts {
  private waiting: HoldOut[] = [];

  add(about: { callId: string; eligible: readonly string[] }, over: () => void): void {
    this.waiting.push({ callId: about.callId, eligible: new Set(about.eligible), wasEmpty: about.eligible.length === 0, over });
  }

  see(event: CallEvent): void {
    if (event.kind !== 'offered' && event.kind !== 'answered' && event.kind !== 'ended') return;
    const over = this.waiting.filter((one) => one.callId === event.callId && isOver(one, event));
    this.waiting = this.waiting.filter((one) => !over.includes(one));
    for (const one of over) one.over();
  }
}

function isOver(one: HoldOut, event: CallEvent): boolean {
  if (event.kind !== 'offered') return true;
  one.eligible.delete(event.operator);
  return !one.wasEmpty && one.eligible.size === 0;
}
