import type { Cloud } from '../../emulator/cloud';
import type { Heard, Line } from '../../emulator/platform/lines';
import { DIALLED } from './account';

export interface CallerEvents {
  connected(caller: ExploredCaller): void;
  hears(caller: ExploredCaller, heard: Heard): void;
  ended(caller: ExploredCaller): void;
}

/** A person with a telephone, who calls once. */
export class ExploredCaller {
  readonly name: string;
  readonly number: string;
  line: Line | null = null;
  heard: Heard = { kind: 'silence' };
  dialledAtMs: number | null = null;
  hungUpAtMs: number | null = null;
  endedAtMs: number | null = null;
  /** Time with an operator on the other side, closed intervals only. */
  talkedMs = 0;
  talkingSinceMs: number | null = null;

  constructor(readonly index: number, private readonly cloud: Cloud, private readonly events: CallerEvents) {
    this.name = `caller${index}`;
    this.number = `7916000000${index}`;
  }

  get isOnLine(): boolean {
    return this.line !== null && this.endedAtMs === null;
  }

  /** The operator's leg that he hears. */
  get hearsLeg(): string | null {
    return this.heard.kind === 'leg' ? this.heard.legId : null;
  }

  /** What was done and heard; the rest the cloud knows. */
  snapshot(): unknown {
    const { dialledAtMs, hungUpAtMs, endedAtMs, talkedMs, talkingSinceMs, heard } = this;
    return [dialledAtMs, hungUpAtMs, endedAtMs, talkedMs, talkingSinceMs, heard];
  }

  dial(): void {
    this.dialledAtMs = this.cloud.clock.now();
    this.line = this.cloud.dial({ from: this.number, to: DIALLED, origin: 'pstn' });
    this.line.listen({
      connected: () => this.events.connected(this),
      hears: (heard) => this.hear(heard),
      ended: () => {
        this.hear({ kind: 'silence' });
        this.endedAtMs = this.cloud.clock.now();
        this.events.ended(this);
      },
    });
  }

  hangUp(): void {
    this.hungUpAtMs = this.cloud.clock.now();
    this.line?.hangup();
  }

  private hear(heard: Heard): void {
    const nowMs = this.cloud.clock.now();
    if (this.talkingSinceMs !== null && heard.kind !== 'leg') {
      this.talkedMs += nowMs - this.talkingSinceMs;
      this.talkingSinceMs = null;
    }
    if (heard.kind === 'leg') this.talkingSinceMs ??= nowMs;
    this.heard = heard;
    this.events.hears(this, heard);
  }
}

/** Engines show the caller id with or without its plus. */
export function isSameNumber(shown: string, caller: ExploredCaller): boolean {
  return shown.replace(/\D/g, '') === caller.number;
}
