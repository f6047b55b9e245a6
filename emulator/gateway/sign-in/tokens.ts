import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/clock';

/** `AuthResult.tokens`; the expiry times are seconds from now. */
export interface OAuth {
  accessToken: string;
  accessExpire: number;
  refreshToken: string;
  refreshExpire: number;
}

/** Tokens of signed-in users; they live as long as the gateway. */
export interface Tokens {
  issue(userId: number): OAuth;
  accepts(userId: number, accessToken: string): boolean;
  /** Trades a refresh token for a new pair; the old pair is void. */
  refresh(userId: number, refreshToken: string): OAuth | undefined;
}

export const accessSeconds = 10 * 24 * 3_600;
export const refreshSeconds = 30 * 24 * 3_600;

interface Issued {
  userId: number;
  oauth: OAuth;
  atMs: number;
}

export function createTokens(clock: Clock): Tokens {
  let issued: Issued[] = [];
  const isFresh = (entry: Issued, seconds: number) => clock.now() < entry.atMs + seconds * 1_000;
  const tokens: Tokens = {
    issue(userId) {
      const oauth = {
        accessToken: randomBytes(24).toString('hex'),
        accessExpire: accessSeconds,
        refreshToken: randomBytes(24).toString('hex'),
        refreshExpire: refreshSeconds,
      };
      issued = issued.filter((entry) => isFresh(entry, refreshSeconds));
      issued.push({ userId, oauth, atMs: clock.now() });
      return oauth;
    },
    accepts: (userId, token) => issued.some(
      (entry) => entry.userId === userId && entry.oauth.accessToken === token && isFresh(entry, accessSeconds),
    ),
    refresh(userId, token) {
      const found = issued.find(
        (entry) => entry.userId === userId && entry.oauth.refreshToken === token && isFresh(entry, refreshSeconds),
      );
      if (!found) return undefined;
      issued = issued.filter((entry) => entry !== found);
      return tokens.issue(userId);
    },
  };
  return tokens;
}
