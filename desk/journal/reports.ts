import type { ReadReport } from '../../contracts/desk-api';
import type { Queryable } from '../database/port';
import type { ReportedOffer } from './project';
import type { CallKey } from './call-key';

/** What pages said of a call's offers, in the order they said it. */
export async function readReports(tx: Queryable, { franchise, callId }: CallKey): Promise<ReportedOffer[]> {
  const rows = await tx.query<{ operator: string; offer_id: string | null; kind: ReadReport['kind'] }>(
    'select operator, offer_id, kind from offer_reports where franchise = $1 and call_id = $2 order by at, report_id', [franchise, callId]);
  return rows.map(({ operator, offer_id, kind }) => ({ operator, offerId: offer_id, kind }));
}

/** True where it is new. */
export async function addReport(
  tx: Queryable, key: CallKey, report: { operator: string; atMs: number; body: ReadReport },
): Promise<boolean> {
  const { body } = report;
  const added = await tx.query(
    `insert into offer_reports (franchise, report_id, call_id, operator, offer_id, kind, why, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (franchise, report_id) do nothing returning report_id`,
    [key.franchise, body.reportId, key.callId, report.operator, body.offerId, body.kind, body.why ?? null, report.atMs]);
  return added.length > 0;
}
