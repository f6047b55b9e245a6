import type { RouteTable } from '../http/routes';
import type { Services } from '../services';
import { callerRoutes } from './callers';
import { callRoutes } from './calls';
import { commentRoutes } from './comments';
import { customerRoutes } from './customers';
import { listRoutes } from './lists';
import { personRoutes } from './persons';
import { signInRoutes } from './sign-in';
import { supervisorRoutes } from './supervisor';
import { transferRoutes } from './transfer';
import { wrapUpRoutes } from './wrap-up';

/** All routes of the contract. */
export function createRouteTable(services: Services): RouteTable {
  return {
    ...signInRoutes(services),
    ...callRoutes(services),
    ...commentRoutes(services),
    ...wrapUpRoutes(services),
    ...listRoutes(services),
    ...customerRoutes(services),
    ...callerRoutes(services),
    ...transferRoutes(services),
    ...supervisorRoutes(services),
    ...personRoutes(services),
  };
}
