/** One line of the session's log. Never a caller's number, a key or a URL. */
export type Log = (line: string) => void;

export function createLog(callId: string): Log {
  return (line) => {
    try {
      Logger.write(`call ${callId}: ${line}`);
    } catch {
      // A line that cannot be written must not cost a call; there is nowhere else to say it.
    }
  };
}

/** Name, message and place of what was thrown; stacks are decoded with the kept source map. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return `${thrown.name}: ${thrown.message} ${thrown.stack ?? ''}`;
}
