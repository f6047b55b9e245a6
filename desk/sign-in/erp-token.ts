import { decodeJwt, errors, importSPKI, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import { Mistake } from '../../contracts/desk-failures';
import type { DeskConfig, DeskKeys, SignInKey } from '../config';
import { ApiError } from '../http/errors';
import type { CloudTime } from '../lease/cloud-time';

export const TOKEN_AUDIENCE = 'vox-desk';
/** Longest life that an ERP may give a token. */
export const TOKEN_LONGEST_MS = 10 * 60_000;
const CLOCK_SKEW_S = 30;
const SHORTEST_SECRET = 32;

interface Checked { token: string; key: CryptoKey | Uint8Array; algorithm: string }

export interface SignInTokens {
  /** The operator whom a franchise's ERP vouches for, or ApiError `signed-out`. */
  check(token: string): Promise<{ operator: string; franchise: string }>;
}

/**
 * Tokens by decision 14: a JWT {sub: operator, franchise, aud: 'vox-desk', iat, exp} signed by the ERP
 * of that franchise. The kind of key fixes the algorithm, so a token cannot choose its own.
 */
export function createSignInTokens({ cloudTime, config, keys }: { cloudTime: Pick<CloudTime, 'readings'>; config: DeskConfig; keys: DeskKeys }): SignInTokens {
  refuseWeakSecrets(keys);
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (franchise: string, key: SignInKey): Promise<CryptoKey> | Uint8Array => {
    if (key.kind === 'secret') return new TextEncoder().encode(key.secret);
    const known = imported.get(franchise) ?? importSPKI(key.pem, 'RS256');
    imported.set(franchise, known);
    return known;
  };
  return {
    async check(token) {
      const franchise = claimedFranchise(token);
      const key = Object.hasOwn(keys.erpSignIn, franchise) ? keys.erpSignIn[franchise] : undefined;
      if (!key) throw refused(NO_KEY);
      const checked = { token, key: await keyOf(franchise, key), algorithm: key.kind === 'secret' ? 'HS256' : 'RS256' };
      const [steady, wall] = cloudTime.readings();
      // A clock that was set wrong must not lock everybody out.
      const payload = await verify(checked, steady).catch(() => verify(checked, wall));
      const operator = String(payload.sub);
      const known = Object.hasOwn(config.operators, operator) ? config.operators[operator] : undefined;
      if (known?.franchise !== franchise) throw refused('it is for an operator whom its franchise does not have in the config');
      return { operator, franchise };
    },
  };

  async function verify({ token, key, algorithm }: Checked, nowMs: number): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        audience: TOKEN_AUDIENCE,
        requiredClaims: ['sub', 'iat', 'exp'],
        maxTokenAge: TOKEN_LONGEST_MS / 1_000,
        clockTolerance: CLOCK_SKEW_S,
        currentDate: new Date(nowMs),
      });
      return payload;
    } catch (error) {
      throw refused(whyOf(error, nowMs));
    }
  }
}

/** Unchecked: it only says whose key to check with. */
function claimedFranchise(token: string): string {
  try {
    return String(decodeJwt(token)['franchise']);
  } catch {
    throw refused('it is no JWT');
  }
}

/** Whoever has no key learns no more than that: the rest is judged after the signature. */
const NO_KEY = 'it is not signed with the sign-in key of a franchise of this desk';

function refused(why: string): ApiError {
  return new ApiError('signed-out', `The ERP's sign-in token is refused: ${why}.`);
}

function whyOf(error: unknown, nowMs: number): string {
  if (!(error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)) return NO_KEY;
  const { claim, reason, payload: { iat = 0, exp = 0 } } = error;
  if (reason === 'missing') return `it has no ${claim}`;
  const nowS = Math.floor(nowMs / 1_000);
  if (reason !== 'check_failed' || !['iat', 'exp'].includes(claim)) return `its ${claim} is not what it must be`;
  if (claim === 'exp') return `it expired ${nowS - exp} s ago by the time of the desk; issue one for each sign-in`;
  return iat > nowS
    ? `it was issued ${iat - nowS} s ahead of the time of the desk; set the clock of the ERP's machine or of the desk's`
    : `it was issued ${nowS - iat} s ago, and a token may be ${TOKEN_LONGEST_MS / 60_000} minutes old`;
}

function refuseWeakSecrets(keys: DeskKeys): void {
  for (const [franchise, key] of Object.entries(keys.erpSignIn)) {
    if (key.kind === 'public' || key.secret.length >= SHORTEST_SECRET) continue;
    throw new Mistake(`The sign-in secret of franchise ${franchise} is shorter than ${SHORTEST_SECRET} characters; make a longer one.`);
  }
}
