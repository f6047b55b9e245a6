/** What has to work before this page may ring (R26). */
export const CHECK_NAMES = ['microphone', 'output', 'sound', 'notifications'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface CheckResult {
  /** `asking`: the browser has put a question that nobody has answered yet. */
  readonly state: 'unknown' | 'checking' | 'asking' | 'ok' | 'failed';
  /**
   * `denied`: the person or the browser said no; `framed`: the page around this one does not pass the right on;
   * `none`: no such device; `unsupported`: not in this browser.
   */
  readonly why: 'denied' | 'framed' | 'none' | 'unsupported' | 'error' | 'unanswered' | null;
}
export type CheckResults = Readonly<Record<CheckName, CheckResult>>;

export function allChecks(state: CheckResult['state']): CheckResults {
  const result: CheckResult = { state, why: null };
  return { microphone: result, output: result, sound: result, notifications: result };
}

/** The check whose question waits for an answer. */
export function askingCheck(results: CheckResults): CheckName | null {
  return CHECK_NAMES.find((name) => results[name].state === 'asking') ?? null;
}

export function failedChecks(results: CheckResults): CheckName[] {
  return CHECK_NAMES.filter((name) => results[name].state !== 'ok');
}
