import type { DeskRoute } from '../../contracts/desk-api';
import type { RouteHandler } from '../http/routes';

/** Some of the routes; together they make the `RouteTable`. */
export type RoutePart<R extends DeskRoute> = { [K in R]: RouteHandler<K> };
