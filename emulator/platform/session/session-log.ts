import { LIMITS } from '../limits';
import type { Session } from './session';

/** The log of one session, as VoxEngine leaves it: events and what the scenario wrote, in order. */
export class SessionLog {
  readonly lines: string[] = [];

  constructor(private readonly session: Session) {}

  /** Logger.write: order kept, cut at the limit (row 24). */
  write(message: string): void {
    const text = message.length > LIMITS.logChars ? message.slice(0, LIMITS.logChars) : message;
    this.line(text);
    if (this.session.core.trace.on) this.session.core.trace.emit({ kind: 'log', session: this.session.id, text });
  }

  line(text: string): void {
    if (this.session.core.keepsHistory) this.lines.push(`${this.stamp()} ${text}`);
  }

  event(name: string, payload: object): void {
    if (!this.session.core.keepsHistory) return;
    const { reason, code, internalCode } = payload as { reason?: string; code?: number; internalCode?: number };
    const detail = [code ?? internalCode, reason].filter((part) => part !== undefined).join(' ');
    this.lines.push(`${this.stamp()} ${name}${detail ? ` ${detail}` : ''}`);
  }

  private stamp(): string {
    return new Date(this.session.core.clock.now()).toISOString().replace('T', ' ').replace('Z', '');
  }
}
