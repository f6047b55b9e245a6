import type { CallEnded, CallEvent, CallEventBatch } from '../../contracts/call-events';
import { isSameNumber, type ExploredCaller } from '../world/caller';
import type { World } from '../world/world';

/** An event and what it tells of may be this far apart. */
const TOLERANCE_MS = 1_500;
/** The wait for the first proof of life, at most three times in a call. */
const AUTO_BRIDGED_MS = 3_000;

/** The journal of each call: whole, without doubles, with one end, and true. */
export function checkJournals(world: World): void {
  const stored = storedEvents(world);
  if (world.desk.repeated > 0 && world.monitor.violations.length === 0 && !world.desk.wasDown) {
    world.monitor.report('no-event-lost', `${world.desk.repeated} events came twice though the desk answered`);
  }
  for (const caller of world.callers) {
    // Gone before the platform had made a session of it: there was no call.
    if (caller.line === null || caller.hungUpAtMs === caller.dialledAtMs) continue;
    const callId = callIdOf(world, caller, stored);
    if (callId === null) {
      world.monitor.report('one-end', `of ${caller.name}'s call nothing is told`);
      continue;
    }
    const known = world.desk.journal.get(callId) ?? [];
    const late = (stored.get(callId) ?? []).filter(({ id }) => !known.some((event) => event.id === id));
    checkCall(world, caller, [...known, ...late]);
  }
}

function checkCall(world: World, caller: ExploredCaller, events: CallEvent[]): void {
  const { monitor } = world;
  const seqs = events.map(({ seq }) => seq).sort((left, right) => left - right);
  if (seqs.some((seq, index) => seq !== index + 1)) {
    monitor.report('no-event-lost', `${caller.name}'s events are numbered ${seqs.join(' ')}`);
  }
  const named = events.flatMap((event) => ('operator' in event && event.operator !== null ? [event.operator] : []));
  const unknown = named.find((name) => !world.operators.some((operator) => operator.name === name));
  if (unknown !== undefined) monitor.report('journal-agrees', `${caller.name}: it names ${unknown}, and there is no such operator`);
  const ends = events.filter((event) => event.kind === 'ended');
  const [end] = ends;
  if (ends.length !== 1 || end === undefined) return monitor.report('one-end', `${caller.name}'s call has ${ends.length} ends`);
  checkEnd(world, caller, { end, events });
}

function checkEnd(world: World, caller: ExploredCaller, call: { end: CallEnded; events: CallEvent[] }): void {
  const { end, events } = call;
  const wrong = (what: string) => world.monitor.report('journal-agrees', `${caller.name}: ${end.reason}/${end.detail} by ${end.by}, but ${what}`);
  const hungUp = caller.hungUpAtMs !== null && caller.endedAtMs !== null && caller.endedAtMs - caller.hungUpAtMs < TOLERANCE_MS;
  const bridged = events.some(({ kind }) => kind === 'bridged');
  if (end.reason === 'completed' && !bridged) wrong('nobody was bridged');
  if (end.detail === 'error') world.monitor.report('no-crash', `${caller.name}'s call ended by an error of ours`);
  if (end.by === 'caller' && !hungUp) wrong('he did not hang up');
  if (end.reason === 'abandoned' && end.by !== 'caller') wrong('only a caller abandons');
  if (Math.abs(caller.talkedMs - end.talkMs) > toleranceMs(world)) wrong(`he talked ${caller.talkedMs} ms, not ${end.talkMs}`);
  if (end.reason === 'dropped' && end.detail === 'operator') checkDrop(world, caller, events);
  if (end.detail === 'supervisor' && !world.monitor.takenOut.includes(caller.number)) wrong('no supervisor took him out');
}

function checkDrop(world: World, caller: ExploredCaller, events: CallEvent[]): void {
  const inOrder = [...events].sort((left, right) => left.seq - right.seq);
  const offer = [...inOrder].reverse().find((event) => event.kind === 'offered');
  const asked = world.monitor.drops.filter(({ number }) => isSameNumber(number, caller)).map(({ operator }) => operator);
  if (!offer || !asked.includes(offer.operator)) {
    return world.monitor.report('drop-is-own', `it rang at ${offer?.operator ?? 'nobody'}, dropped was by ${asked.join(', ') || 'nobody'}`);
  }
  const answered = inOrder.some((event) => event.kind === 'answered' && event.offerId === offer.offerId);
  if (answered) world.monitor.report('drop-is-own', `${offer.operator} had answered`);
}

/** What sessions left in ApplicationStorage for the desk. */
function storedEvents(world: World): Map<string, CallEvent[]> {
  const stored = new Map<string, CallEvent[]>();
  for (const row of world.cloud.rows.keyValues.values()) {
    if (!/^(out|aside):/.test(row.key)) continue;
    const { callId, events } = JSON.parse(row.value) as CallEventBatch;
    stored.set(callId, [...(stored.get(callId) ?? []), ...events]);
  }
  return stored;
}

function callIdOf(world: World, caller: ExploredCaller, stored: Map<string, CallEvent[]>): string | null {
  for (const calls of [world.desk.journal, stored]) {
    for (const [callId, events] of calls) {
      if (events.some((event) => event.kind === 'started' && event.from === `+${caller.number}`)) return callId;
    }
  }
  return null;
}

/** Where the platform bridges by itself (row 139), a caller may hear an operator who never proves to be alive. */
function toleranceMs({ options: { switches } }: World): number {
  return switches.autoBridge === 'yes' ? 3 * AUTO_BRIDGED_MS + TOLERANCE_MS : TOLERANCE_MS;
}
