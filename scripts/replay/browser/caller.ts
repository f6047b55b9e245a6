import type { Cloud, Heard, Line, Seen } from '../../targets';

/** A caller on the emulator's own telephone line, without sound. */
export class CallerOnLine {
  private line: Line | null = null;
  private heard: Heard = { kind: 'silence' };
  private isOver = false;

  constructor(private readonly cloud: Cloud, private readonly numbers: { from: string; to: string }) {}

  get from(): string {
    return this.numbers.from;
  }

  get seen(): Seen['callers'][number] {
    if (!this.line) return 'not yet';
    if (this.isOver) return 'gone';
    return this.heard.kind === 'leg' ? 'talks' : 'waits';
  }

  dial(): void {
    this.line = this.cloud.dial({ ...this.numbers, origin: 'pstn' });
    this.line.listen({
      hears: (heard) => {
        this.heard = heard;
      },
      ended: () => {
        this.isOver = true;
      },
    });
  }

  hangUp(): void {
    this.line?.hangup();
  }
}
