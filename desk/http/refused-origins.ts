import type { IncomingHttpHeaders } from 'node:http';
import type { DeskConfig } from '../config';
import type { Log } from './log';
import { isOwnOrigin } from './session-token';

/** Whoever makes up origins fills no log. */
const TOLD_MOST = 20;

export interface RefusedOrigins {
  /** A page that no franchise lets in; the browser tells its user nothing of why. */
  look(headers: IncomingHttpHeaders): void;
  /** A page that this franchise does not let in. */
  note(origin: string, franchise: string): void;
}

/** Names each refused page once in the log, with the line of the config that lets it in. */
export function createRefusedOrigins(config: Pick<DeskConfig, 'franchises'>, log: Log): RefusedOrigins {
  const allowed = new Set(Object.values(config.franchises).flatMap(({ origins }) => origins));
  const told = new Set<string>();
  const note = (origin: string, franchise: string): void => {
    if (told.size >= TOLD_MOST || told.has(origin) || !isOrigin(origin)) return;
    told.add(origin);
    log.error({ origin, franchise }, `a page of ${origin} is refused; to let it in, set in voxfiles.config.ts: franchises.${franchise}.desk = { origins: ['${origin}'] }`);
  };
  return {
    look(headers) {
      const { origin } = headers;
      if (origin !== undefined && !allowed.has(origin) && !isOwnOrigin(headers)) note(origin, Object.keys(config.franchises).join('|'));
    },
    note,
  };
}

/** Anybody may send anything as an origin; only what a browser sends is written down. */
function isOrigin(text: string): boolean {
  return text.length <= 200 && URL.canParse(text) && new URL(text).origin === text;
}
