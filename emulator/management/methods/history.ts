import { invalidParameter } from '../api-error';
import { apiDate } from '../dates';
import { findApplicationIfNamed, fullApplicationName } from '../find';
import { reads, writes, type MethodContext, type MethodTable } from '../method';
import { page } from '../paging';
import type { AcdHistoryRow, EndedCall, EndedSession } from '../platform-view';

const MOST = 1000;
const FARTHEST_OFFSET = 10_000;

/** What has ended. A session shows only after its end. */
export const historyMethods: MethodTable = {
  GetCallHistory: reads(
    {
      from_date: 'ts!', to_date: 'ts!', min_duration: 'n', max_duration: 'n', is_async: 'b', with_header: 'b',
      call_session_history_id: 'il', application_id: 'n', application_name: 's', user_id: 'il', rule_name: 's',
      remote_number: 'sl', local_number: 'sl', call_session_history_custom_data: 's', with_calls: 'b', with_records: 'b',
      with_other_resources: 'b', desc_order: 'b', with_total_count: 'b', count: 'n', offset: 'n',
    },
    (context, given) => {
      if ((given.offset ?? 0) > FARTHEST_OFFSET) throw invalidParameter('offset');
      const application = findApplicationIfNamed(context.account, given);
      const ids = given.call_session_history_id;
      const among = (list: string[] | 'all' | undefined, value: string): boolean => !Array.isArray(list) || list.includes(value);
      const rows = context.platform.endedSessions()
        .filter((row) => row.startMs >= given.from_date && row.startMs <= given.to_date)
        .filter((row) => !Array.isArray(ids) || ids.includes(row.sessionId))
        .filter((row) => !application || row.applicationId === application.id)
        .filter((row) => !given.rule_name || row.ruleName === given.rule_name)
        .filter((row) => !given.call_session_history_custom_data || row.customData === given.call_session_history_custom_data)
        .filter((row) => row.durationMs >= (given.min_duration ?? 0) * 1000)
        .filter((row) => row.durationMs <= (given.max_duration ?? Infinity) * 1000)
        .filter((row) => !given.remote_number || row.calls.some((call) => among(given.remote_number, call.remoteNumber)))
        .filter((row) => !given.local_number || row.calls.some((call) => among(given.local_number, call.localNumber)));
      if (Array.isArray(ids) && ids.some((id) => !rows.some((row) => row.sessionId === id))) {
        throw invalidParameter('call_session_history_id');
      }
      const ordered = given.desc_order ? [...rows].reverse() : rows;
      const body = page(ordered, given, { most: MOST });
      return { ...body, result: body.result.map((row) => sessionRecord(context, row, given)), timezone: 'Etc/GMT' };
    },
  ),

  DeleteRecord: writes({ record_url: 's', record_id: 'n' }, ({ platform }, given) => {
    // Record ids are not kept here.
    if (!given.record_url || !platform.deleteRecord(given.record_url)) throw invalidParameter(given.record_url ? 'record_url' : 'record_id');
    return { result: 1 };
  }),

  GetACDHistory: reads(
    {
      from_date: 'ts!', to_date: 'ts!', callerid: 's', custom_data: 's', acd_session_history_id: 'il', acd_request_id: 'sl',
      acd_queue_id: 'il', user_id: 'il', operator_hangup: 'b', unserviced: 'b', min_waiting_time: 'n', rejected: 'b',
      with_events: 'b', with_header: 'b', desc_order: 'b', count: 'n', offset: 'n', output: 's',
    },
    ({ account, platform }, given) => {
      const among = <Value>(list: Value[] | 'all' | undefined, value: Value): boolean => !Array.isArray(list) || list.includes(value);
      const rows = platform.acdHistory()
        .filter((row) => row.beginMs >= given.from_date && row.beginMs <= given.to_date)
        .filter((row) => among(given.acd_session_history_id, row.id) && among(given.acd_request_id, row.requestId))
        .filter((row) => among(given.acd_queue_id, row.queueId) && among<number | null>(given.user_id, row.userId))
        .filter((row) => !given.callerid || row.callerid === given.callerid)
        .filter((row) => !given.custom_data || row.customData === given.custom_data)
        .filter((row) => given.operator_hangup === undefined || row.operatorHangup === given.operator_hangup)
        .filter((row) => given.unserviced === undefined || (row.outcome === 'unserviced') === given.unserviced)
        .filter((row) => given.rejected === undefined || (row.outcome === 'rejected') === given.rejected)
        .filter((row) => row.waitingMs >= (given.min_waiting_time ?? 0) * 1000);
      const ordered = given.desc_order ? [...rows].reverse() : rows;
      return page(ordered.map((row) => acdRecord(account.accountId, row, given.with_events ?? false)), given);
    },
  ),
};

function sessionRecord(
  { account }: MethodContext,
  row: EndedSession,
  detail: { with_calls?: boolean; with_records?: boolean; with_other_resources?: boolean },
): Record<string, unknown> {
  const application = account.applications.get(row.applicationId);
  const records = row.calls.flatMap((call) => (call.recordUrl === null ? [] : [{ record_url: call.recordUrl }]));
  return {
    call_session_history_id: row.sessionId,
    account_id: account.accountId,
    application_id: row.applicationId,
    ...(application ? { application_name: fullApplicationName(account, application) } : {}),
    ...(row.userId === null ? {} : { user_id: row.userId }),
    rule_name: row.ruleName,
    start_date: apiDate(row.startMs),
    duration: Math.round(row.durationMs / 1000),
    initiator_address: row.initiatorAddress,
    media_server_address: '127.0.0.1',
    ...(row.logUrl === null ? {} : { log_file_url: row.logUrl }),
    finish_reason: row.finishReason,
    custom_data: row.customData,
    ...(detail.with_calls ? { calls: row.calls.map(callRecord) } : {}),
    ...(detail.with_records ? { records } : {}),
    ...(detail.with_other_resources ? { other_resource_usage: [] } : {}),
  };
}

function callRecord(call: EndedCall): Record<string, unknown> {
  return {
    call_id: call.id,
    start_time: apiDate(call.startMs),
    duration: Math.round(call.durationMs / 1000),
    local_number: call.localNumber,
    remote_number: call.remoteNumber,
    remote_number_type: call.remoteNumberType,
    incoming: call.incoming,
    successful: call.successful,
    cost: 0,
    custom_data: call.customData,
    end_reason: call.endReason,
    ...(call.recordUrl === null ? {} : { record_url: call.recordUrl }),
  };
}

function acdRecord(accountId: number, row: AcdHistoryRow, withEvents: boolean): Record<string, unknown> {
  return {
    acd_session_history_id: row.id,
    acd_request_id: row.requestId,
    account_id: accountId,
    acd_queue_id: row.queueId,
    ...(row.userId === null ? {} : { user_id: row.userId }),
    begin_time: apiDate(row.beginMs),
    priority: row.priority,
    callerid: row.callerid,
    waiting_duration: Math.round(row.waitingMs / 1000),
    in_service_duration: Math.round(row.inServiceMs / 1000),
    after_service_duration: Math.round(row.afterServiceMs / 1000),
    ...(withEvents
      ? {
          events: row.events.map((event) => ({
            acd_session_event_id: event.id,
            time: apiDate(event.atMs),
            type: event.type,
            ...(event.userId === null ? {} : { user_id: event.userId }),
          })),
        }
      : {}),
  };
}
