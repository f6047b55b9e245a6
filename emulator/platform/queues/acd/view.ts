import type { AcdQueueView } from '../../../management/platform-view';
import type { AcdEngine } from './engine';
import type { AcdRequest } from './request';
import type { AcdLine } from './rules';
import { ewtMinutes, positionOf } from './verdict';

/** GetACDState of one queue (Management API, ACDQueueState): locked are READY or BANNED operators who can take nothing. */
export function acdQueueView(engine: AcdEngine, queueId: number, nowMs: number): AcdQueueView {
  const view: AcdQueueView = { ready: [], locked: [], afterService: [], servicing: [], waiting: [] };
  const line = engine.floor.line(queueId);
  if (!line) return view;
  for (const operator of engine.floor.operatorsOf(queueId)) {
    const { status } = operator.wires.acd;
    const userId = operator.user.id;
    if (engine.floor.isReady(operator, line)) view.ready.push({ userId, idleMs: nowMs - operator.idleSinceMs('acd') });
    else if (status === 'READY' || status === 'BANNED') view.locked.push({ userId, status, locks: locksOf(engine, queueId, userId) });
    else if (status === 'AFTER_SERVICE') view.afterService.push({ userId, status });
  }
  for (const request of inOrder(engine, line)) addRequest(view, request, { line, nowMs });
  return view;
}

function locksOf(engine: AcdEngine, queueId: number, userId: number): AcdQueueView['locked'][number]['locks'] {
  return [...(engine.live.get(queueId) ?? [])]
    .filter((request) => request.ring?.operator.user.id === userId)
    .map((request) => ({ id: request.targetId, sinceMs: request.ring?.sinceMs ?? 0 }));
}

/** Being served or rung first, then those who wait. */
function inOrder(engine: AcdEngine, line: AcdLine): AcdRequest[] {
  const live = [...(engine.live.get(line.row.id) ?? [])];
  return [...live.filter(({ state }) => state !== 'waiting'), ...line.waiting];
}

function addRequest(view: AcdQueueView, request: AcdRequest, { line, nowMs }: { line: AcdLine; nowMs: number }): void {
  const common = { callerid: request.asked.callerid, priority: request.rank, beginMs: request.beginMs, requestId: request.targetId };
  if (request.state === 'reached' && request.ring && request.reachedMs !== null) {
    view.servicing.push({ ...common, userId: request.ring.operator.user.id, waitingMs: request.reachedMs - request.beginMs });
    return;
  }
  view.waiting.push({ ...common, waitingMs: nowMs - request.beginMs, ewtMinutes: ewtMinutes(line, positionOf(request, line)) });
}
