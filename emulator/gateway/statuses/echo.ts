import type { Clock } from '../../clock/clock';
import type { OperatorStatus } from '../../platform/lines';

/**
 * A status asked for in one tab reaches the others under that tab's request id.
 * The SDK there sees a foreign id and raises ACDError 6, as the platform's text
 * for that code says (websdk-gateway.md section 8).
 */
export interface StatusEchoes {
  asked(userId: number, request: { uuid: string; status: string; device: string }): void;
  /** The request behind a push that another device of the user got without an id; once for each device. */
  behind(userId: number, push: { status: OperatorStatus; device: string }): string | undefined;
}

interface Asked {
  untilMs: number;
  uuid: string;
  status: string;
  told: Set<string>;
}

/** Pushes of a request come at once; what comes later is the platform's own. */
const echoMs = 500;

export function createStatusEchoes(clock: Clock): StatusEchoes {
  const lastByUser = new Map<number, Asked>();
  return {
    asked(userId, { uuid, status, device }) {
      lastByUser.set(userId, { untilMs: clock.now() + echoMs, uuid, status, told: new Set([device]) });
    },
    behind(userId, { status, device }) {
      const last = lastByUser.get(userId);
      if (!last || clock.now() > last.untilMs || last.status !== status || last.told.has(device)) return undefined;
      last.told.add(device);
      return last.uuid;
    },
  };
}
