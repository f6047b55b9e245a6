import type { Clock } from '../clock';
import type { DeskConfig, Scope } from '../config';
import type { Database } from '../database/port';
import { createErpDirectory } from './erp';
import type { ErpClient } from './erp-client';
import { createOwnDirectory } from './own';
import type { Directory } from './port';

/** The directory of whoever asks, as the config says. */
export function createDirectories(
  parts: { db: Database; clock: Clock; config: DeskConfig; erpClients: ReadonlyMap<string, ErpClient> },
): (scope: Scope) => Directory {
  const own = createOwnDirectory(parts);
  const erp = new Map([...parts.erpClients].map(([franchise, client]) => [franchise, createErpDirectory(client)]));
  return (scope) => erp.get(scope.franchise) ?? own;
}
