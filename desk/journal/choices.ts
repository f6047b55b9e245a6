import type { CustomerHit } from '../../contracts/desk-customers';
import type { Scope } from '../config';
import type { Queryable } from '../database/port';
import { addEntry } from './entries';

interface Choice { callId: string; customerId: string | null; hit?: CustomerHit | null; atMs: number }

/** The operator's choice of a customer for a call, and its trace in the timeline. Null takes it back. */
export async function chooseCustomer(tx: Queryable, scope: Scope, choice: Choice): Promise<void> {
  const { callId, customerId, hit, atMs } = choice;
  await tx.query(
    `insert into choices (franchise, call_id, customer_id, hit, operator, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (franchise, call_id) do update set
       hit = coalesce(excluded.hit, case when choices.customer_id = excluded.customer_id then choices.hit end),
       customer_id = excluded.customer_id, operator = excluded.operator, at = excluded.at`,
    [scope.franchise, callId, customerId, hit ? JSON.stringify(hit) : null, scope.operator, atMs]);
  await addEntry(tx, { franchise: scope.franchise, callId, kind: 'customerChosen', operator: scope.operator, detail: customerId, atMs });
}
