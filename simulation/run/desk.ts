import type { TerminalReason } from '../../contracts/terminal-reasons';
import type { Wire } from '../../emulator/platform/http/wire';

/** Cheaper to look for than to parse every batch. */
const ENDED = '"kind":"ended"';
const REASON = /"reason":"([a-z]+)"/;

/**
 * The desk as a session sees it: takes every batch, has no advice. It counts how
 * calls ended by what the scenario itself says.
 */
export class StubDesk {
  readonly reasons = new Map<string, number>();
  requests = 0;

  readonly wire: Wire = ({ body }) => {
    this.requests += 1;
    const at = typeof body === 'string' ? body.indexOf(ENDED) : -1;
    if (at >= 0) this.ended(REASON.exec((body as string).slice(at))?.[1] as TerminalReason | undefined);
    return { status: 200, body: '{"accepted":1}' };
  };

  private ended(reason: TerminalReason = 'unserved'): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }
}
