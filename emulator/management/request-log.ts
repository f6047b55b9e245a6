import type { RawParameters } from './parameters';

export interface LoggedRequest {
  /** 1, 2, 3 … in the order of arrival. */
  n: number;
  method: string;
  /** As they came; passwords and secrets are covered. */
  parameters: RawParameters;
  /** It changed something: a write that succeeded. */
  wrote: boolean;
  /** The ids that the answer of a write gave, by their names: `{rule_id: 1007}`. */
  gave: Readonly<Record<string, number>>;
  /** 0 success, the API's code, or minus the HTTP status; undefined while open or never answered. */
  outcome: number | undefined;
  /** Real milliseconds since the epoch. */
  arrivedMs: number;
  /** undefined while open or never answered. */
  answeredMs: number | undefined;
}

const COVERED = ['user_password', 'secret_value', 'api_key'];

/** What was asked of the API, in order. Tests prove from it what a deploy did and did not do. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(method: string, parameters: RawParameters, arrivedMs: number): LoggedRequest {
    const shown = { ...parameters };
    for (const name of COVERED) if (name in shown) shown[name] = '•••';
    const entry: LoggedRequest = {
      n: this.entries.length + 1, method, parameters: shown, wrote: false, gave: {}, outcome: undefined, arrivedMs, answeredMs: undefined,
    };
    this.entries.push(entry);
    return entry;
  }

  /** Names of the methods, in order. */
  methods(): string[] {
    return this.entries.map(({ method }) => method);
  }

  writes(): LoggedRequest[] {
    return this.entries.filter(({ wrote }) => wrote);
  }

  clear(): void {
    this.entries.length = 0;
  }
}
