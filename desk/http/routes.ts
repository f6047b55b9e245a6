import type { z } from 'zod';
import type { DeskRoute, DeskRoutes } from '../../contracts/desk-api';
import type { Scope } from '../config';

type Part<R extends DeskRoute, K extends string> = DeskRoutes[R] extends Record<K, infer V> ? V : undefined;
export type Params<R extends DeskRoute> = Part<R, 'params'>;
export type Query<R extends DeskRoute> = Part<R, 'query'>;
export type Body<R extends DeskRoute> = Part<R, 'body'>;
export type Answer<R extends DeskRoute> = DeskRoutes[R]['answer'];

/** Who may ask. `anyone` is only for signing in. */
export type Access = 'anyone' | 'operator' | 'supervisor';

export interface Incoming<R extends DeskRoute> {
  /** Whose session it is; for `anyone` nobody's, so such a route can touch no franchise. */
  scope: Scope;
  params: Params<R>;
  query: Query<R>;
  body: Body<R>;
  http: HttpSide;
}

/** The little of HTTP that a handler may see. */
export interface HttpSide {
  /** The session's token as it came, '' without one. */
  session: string;
  setSessionCookie(session: string): void;
  clearSessionCookie(): void;
  setHeader(name: string, value: string): void;
}

type SchemaPart<K extends string, V> = [V] extends [undefined] ? unknown : Record<K, z.ZodType<V>>;

export type RouteHandler<R extends DeskRoute> = {
  access: Access;
  handle(incoming: Incoming<R>): Promise<Answer<R>>;
} & SchemaPart<'params', Params<R>> & SchemaPart<'query', Query<R>> & SchemaPart<'body', Body<R>>;

/** Every route of the contract: one missing, or one too many, does not compile. */
export type RouteTable = { [R in DeskRoute]: RouteHandler<R> };

/** What the server needs of any route, its types checked where it was written. */
export interface AnyRoute {
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  handle(incoming: { scope: Scope; params: unknown; query: unknown; body: unknown; http: HttpSide }): Promise<unknown>;
}
