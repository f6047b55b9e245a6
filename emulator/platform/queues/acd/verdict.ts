import type { AcdQueueRow } from '../../../account/objects';
import type { Switches } from '../../../switches';
import { ACDEvents } from '../names';
import type { QueueLine } from '../queue-line';
import type { AcdRequest } from './request';

type Line = QueueLine<AcdRequest, AcdQueueRow>;

export interface Refusal {
  event: string;
  payload?: Record<string, unknown>;
}

/** Whether a queue takes one more request: null, or the event that refuses it (rows 62–65). */
export function judge(line: Line, switches: Switches): Refusal | null {
  if (!isAnybodyAble(line, switches)) return { event: ACDEvents.Offline };
  const { maxSize, maxWaitingMinutes } = line.row;
  const inQueue = line.waiting.length + line.offered;
  if (maxSize !== null && inQueue >= maxSize) return { event: ACDEvents.QueueFull };
  if (maxWaitingMinutes === null || predictedMs(line, inQueue + 1) <= maxWaitingMinutes * 60_000) return null;
  if (switches.predictedWaitRefusal === 'QueueFull') return { event: ACDEvents.QueueFull };
  return { event: ACDEvents.Error, payload: { error: 'The predicted waiting time is above max_waiting_time' } };
}

/** Whether the queue has an operator who is not offline (nor banned, by switch 63). */
export function isAnybodyAble({ counts }: Line, switches: Switches): boolean {
  const banned = switches.offlineCountsBanned === 'yes' ? 0 : counts.banned;
  return counts.active + counts.away + banned > 0;
}

/** 1-based; those whose operator rings stand before those who wait. */
export function positionOf(request: AcdRequest, line: Line): number {
  return request.state === 'offered' ? 1 : line.offered + line.waiting.indexOf(request) + 1;
}

/** Whole minutes, 0 possible (typings, _ACDWaitingEvent.ewt). */
export function ewtMinutes(line: Line, position: number): number {
  return Math.round(predictedMs(line, position) / 60_000);
}

function predictedMs(line: Line, position: number): number {
  if (position === 1 && line.ready.length > 0) return 0;
  const { averageServiceSeconds } = line.row;
  const serviceMs = averageServiceSeconds === null ? (line.meanServiceMs() ?? 0) : averageServiceSeconds * 1000;
  return (position * serviceMs) / Math.max(1, line.counts.active + line.counts.away);
}
