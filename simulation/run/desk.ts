import type { TerminalReason } from '../../contracts/terminal-reasons';
import type { Wire } from '../../emulator/platform/http/wire';

/** Cheaper to look for than to parse every batch. */
const ENDED = '"kind":"ended"';
const NOTHING = new Uint8Array();
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
    const bytes = body ?? NOTHING;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = text.indexOf(ENDED, 0, 'latin1');
    if (at >= 0) this.ended(REASON.exec(text.toString('latin1', at))?.[1] as TerminalReason | undefined);
    return { status: 200, body: '{"accepted":1,"advice":{}}' };
  };

  private ended(reason: TerminalReason = 'unserved'): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }
}
