import type { DeskConfig } from '../config';
import type { Queryable } from '../database/port';

interface SavedCall {
  franchise: string; callId: string; operator: string; saveId: string; comment: string; customerId: string | null; savedAt: string; nowMs: number;
}

/** In the save's own transaction: where the ERP owns the customers, it gets the record too, once, sooner or later. */
export async function queueForErp(tx: Queryable, config: DeskConfig, saved: SavedCall): Promise<void> {
  if (config.franchises[saved.franchise]?.customers.source !== 'erp') return;
  const { franchise, callId, operator, saveId, comment, customerId, savedAt, nowMs } = saved;
  const body = JSON.stringify({ callId, saveId, operator, comment, customerId, savedAt });
  await tx.query(
    `insert into erp_outbox (franchise, save_id, call_id, body, attempts, next_at) values ($1, $2, $3, $4, 0, $5)
     on conflict (franchise, save_id) do nothing`, [franchise, saveId, callId, body, nowMs]);
}
