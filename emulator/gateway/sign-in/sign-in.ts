import { randomBytes } from 'node:crypto';
import type { AccountRows, UserRow } from '../../account/objects';
import type { Clock } from '../../clock/clock';
import type { GatewayFaults, SignInCode } from '../faults';
import { oneTimeHash, passwordDigest, sameSecret } from './digest';
import { findUser } from './find-user';
import { createTokens, type OAuth, type Tokens } from './tokens';

/** A refusal carries the AuthResult code; 302 carries the one-time key. */
export type SignInResult = { user: UserRow; oauth: OAuth } | { code: SignInCode | 302; key?: string };

export interface Credentials {
  digest: string;
  /** `options.credentialType`; missing for a token. */
  credentialType?: string;
  accessToken?: string;
}

/** Everything that decides who a page is; no password ever arrives here. */
export interface SignIn {
  byDigest(login: string, credentials: Credentials): SignInResult;
  requestKey(login: string): SignInResult;
  byKey(login: string, hash: string): SignInResult;
  bySecondStage(login: string, code: string): SignInResult;
  refresh(login: string, refreshToken: string): OAuth | undefined;
}

export interface SignInOptions {
  rows: AccountRows;
  clock: Clock;
  faults: GatewayFaults;
}

/** A key answers one challenge and no later than this [our choice]. */
const keyLifeMs = 60_000;

export function createSignIn(options: SignInOptions): SignIn {
  const tokens = createTokens(options.clock);
  const gate = { ...options, tokens };
  const keys = new Map<string, { key: string; untilMs: number }>();
  return {
    byDigest: (login, credentials) => admit(gate, login, (user) => checkCredentials(tokens, user, credentials)),
    requestKey(login) {
      const user = findUser(options.rows, login);
      if (!user) return { code: 404 };
      const key = randomBytes(16).toString('hex');
      keys.set(login, { key, untilMs: options.clock.now() + keyLifeMs });
      return { code: 302, key };
    },
    byKey(login, hash) {
      const issued = keys.get(login);
      keys.delete(login);
      const isFresh = issued !== undefined && options.clock.now() < issued.untilMs;
      return admit(gate, login, (user) =>
        isFresh && sameSecret(hash, oneTimeHash(issued.key, user.name, user.password)) ? undefined : 401);
    },
    bySecondStage: (login, code) => secondStage(gate, login, code),
    refresh(login, refreshToken) {
      const user = findUser(options.rows, login);
      return user && tokens.refresh(user.id, refreshToken);
    },
  };
}

function checkCredentials(tokens: Tokens, user: UserRow, credentials: Credentials): SignInCode | undefined {
  if (credentials.accessToken !== undefined) {
    return tokens.accepts(user.id, credentials.accessToken) ? undefined : 701;
  }
  const algorithm = credentials.credentialType === 'sha256' ? 'sha256' : 'md5';
  return sameSecret(credentials.digest, passwordDigest(user.name, user.password, algorithm)) ? undefined : 401;
}

type Check = (user: UserRow) => SignInCode | undefined;

function admit(gate: SignInOptions & { tokens: Tokens }, login: string, check: Check): SignInResult {
  const user = findUser(gate.rows, login);
  if (!user) return { code: 404 };
  const code = check(user) ?? gate.faults.signInCode.get(user.name) ?? (user.active ? undefined : 403);
  return code === undefined ? { user, oauth: gate.tokens.issue(user.id) } : { code };
}

function secondStage(gate: SignInOptions & { tokens: Tokens }, login: string, code: string): SignInResult {
  const user = findUser(gate.rows, login);
  if (!user) return { code: 404 };
  if (gate.faults.signInCode.get(user.name) !== 301 || code !== gate.faults.secondStageCode) return { code: 401 };
  return { user, oauth: gate.tokens.issue(user.id) };
}
