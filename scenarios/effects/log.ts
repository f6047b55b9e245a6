/** One line of the session's log. Never a caller's number, a key or a URL. */
export type Log = (line: string) => void;

export function createLog(callId: string): Log {
  return (line) => Logger.write(`call ${callId}: ${line}`);
}

/** Name, message and place of what was thrown; stacks are decoded with the kept source map. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return `${thrown.name}: ${thrown.message} ${thrown.stack ?? ''}`;
}
