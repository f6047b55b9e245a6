/** One request of a scenario, on its way out. */
export interface WireRequest {
  sessionId: string;
  url: string;
  method: string;
  headers: [name: string, value: string][];
  /** Text as the scenario gave it goes out as UTF-8. */
  body: string | Uint8Array | null;
  connectTimeoutMs: number;
  timeoutMs: number;
}

/** What came back, or the code (0, -1 … -9) of what went wrong. */
export type WireAnswer =
  | { status: number; headers?: [name: string, value: string][]; body?: string | Uint8Array; delayMs?: number }
  | { failure: HttpFailure; error: string; delayMs?: number };

/** -1 unknown, -2 malformed address, -3 host not found, -4 connect, -5 redirects, -6 network, -7 timeout, -8 internal, -9 too large. */
export type HttpFailure = 0 | -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8 | -9;

/** Carries requests: over loopback, or to a function in this process. */
export type Wire = (request: WireRequest) => WireAnswer | Promise<WireAnswer>;

/** Where nobody said what is out there. */
export const deadWire: Wire = (request) => ({ failure: -4, error: `Nothing answers at ${new URL(request.url).host}` });
