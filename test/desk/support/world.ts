import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import type { InjectOptions, Response } from 'light-my-request';
import { SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { fillPath, type DeskRoute, type DeskRoutes } from '../../../contracts/desk-api';
import { signHeaders, toAsciiJson, type DeskKeyName } from '../../../contracts/signature';
import type { DeskConfig, DeskKeys } from '../../../desk/config';
import type { Database } from '../../../desk/database/port';
import { createDesk, type Desk, type DeskOptions } from '../../../desk/desk';
import { createLog } from '../../../desk/http/log';
import { hmacSha256Hex } from '../../../desk/sign-in/one-time-key';
import { createManualClock, type ManualClock } from './manual-clock';
import { SAMPLE_KEYS, sampleConfig } from './sample-config';

type Sent<R extends DeskRoute> = Omit<DeskRoutes[R], 'answer'>;
export interface Answered<T> { status: number; body: T; raw: Response }

/** An operator signed in at the desk. */
export interface TestPage {
  session: string;
  /** Typed by the contract; `hostile` tests send anything through `raw`. */
  ask<R extends DeskRoute>(route: R, ...sent: keyof Sent<R> extends never ? [] : [Sent<R>]): Promise<Answered<DeskRoutes[R]['answer']>>;
  raw(options: InjectOptions): Promise<Response>;
}

export interface World {
  desk: Desk;
  database: Database;
  clock: ManualClock;
  config: DeskConfig;
  keys: DeskKeys;
  /** Everything the desk logged. */
  logged: () => string;
  signIn(operator: string): Promise<TestPage>;
  token(operator: string, change?: TokenChange): Promise<string>;
  /** A signed batch of call events, as a session posts it. */
  post(batch: unknown, change?: PostChange): Promise<Response>;
}
export interface TokenChange { franchise?: string; secret?: string; audience?: string; expiresInS?: number; issuedAgoS?: number }
export interface PostChange { keyName?: DeskKeyName; key?: string; nonce?: string; sentMs?: number; body?: string }

/** A desk on a given database with time in the test's hand; closed with the test. */
export async function createWorld(database: Database, change: Partial<DeskOptions> = {}): Promise<World> {
  const clock = createManualClock();
  const config = change.config ?? sampleConfig();
  const keys = change.keys ?? SAMPLE_KEYS;
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk, _encoding, done) => { lines.push(String(chunk)); done(); } });
  const desk = await createDesk({ database, clock, config, keys, log: createLog('trace', sink), ...change });
  onTestFinished(() => desk.close());
  const world: World = {
    desk, database, clock, config, keys,
    logged: () => lines.join(''),
    token: (operator, tokenChange = {}) => signToken(world, operator, tokenChange),
    signIn: (operator) => signIn(world, operator),
    post: (batch, postChange = {}) => post(world, batch, postChange),
  };
  return world;
}

async function signIn(world: World, operator: string): Promise<TestPage> {
  const answer = await world.desk.app.inject({
    method: 'POST', url: '/api/session', payload: { token: await world.token(operator), cookie: false } });
  const { session } = answer.json<{ session: string }>();
  const raw = (options: InjectOptions): Promise<Response> =>
    world.desk.app.inject({ ...options, headers: { authorization: `Bearer ${session}`, ...options.headers } });
  return {
    session,
    raw,
    async ask(route, ...[sent]) {
      const { params, query, body } = (sent ?? {}) as { params?: Record<string, string>; query?: Record<string, string>; body?: object };
      const { method, path } = fillPath(route, params);
      const response = await raw({
        method: method, url: path, ...(query ? { query } : {}), ...(body ? { payload: body } : {}) });
      const isJson = String(response.headers['content-type']).startsWith('application/json');
      return { status: response.statusCode, body: (isJson ? response.json() : response.body), raw: response };
    },
  };
}

async function signToken({ clock, config, keys }: World, operator: string, change: TokenChange): Promise<string> {
  const franchise = change.franchise ?? config.operators[operator]?.franchise ?? 'center';
  const key = keys.erpSignIn[franchise];
  const secret = change.secret ?? (key?.kind === 'secret' ? key.secret : '');
  const issuedS = Math.floor(clock.now() / 1_000) - (change.issuedAgoS ?? 0);
  return new SignJWT({ franchise })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(operator)
    .setAudience(change.audience ?? 'vox-desk')
    .setIssuedAt(issuedS)
    .setExpirationTime(issuedS + (change.expiresInS ?? 120))
    .sign(new TextEncoder().encode(secret));
}

async function post({ desk, clock, keys }: World, batch: unknown, change: PostChange): Promise<Response> {
  const keyName = change.keyName ?? 'VOX_DESK_KEY_1';
  const body = toAsciiJson(batch);
  const headers = signHeaders({
    body, keyName, key: change.key ?? keys.desk[keyName] ?? '', nowMs: change.sentMs ?? clock.now(),
    nonce: change.nonce ?? randomBytes(8).toString('hex'),
  }, hmacSha256Hex);
  return desk.app.inject({
    method: 'POST', url: '/api/calls/events', payload: change.body ?? body, headers: { ...headers, 'content-type': 'application/json' } });
}
