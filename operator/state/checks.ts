/** What has to work before this page may ring (R26). */
export const CHECK_NAMES = ['microphone', 'output', 'sound', 'notifications'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface CheckResult {
  readonly state: 'unknown' | 'checking' | 'ok' | 'failed';
  /** `denied`: the person or the browser said no; `none`: no such device; `unsupported`: not in this browser. */
  readonly why: 'denied' | 'none' | 'unsupported' | 'error' | null;
}
export type CheckResults = Readonly<Record<CheckName, CheckResult>>;

export function allChecks(state: CheckResult['state']): CheckResults {
  const result: CheckResult = { state, why: null };
  return { microphone: result, output: result, sound: result, notifications: result };
}

export function failedChecks(results: CheckResults): CheckName[] {
  return CHECK_NAMES.filter((name) => results[name].state !== 'ok');
}
