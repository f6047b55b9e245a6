import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMITS } from '../../../emulator/platform/limits';
import type { MediaUnit } from '../../../emulator/platform/media/unit';
import type { Platform } from '../../../emulator/platform/platform';
import type { TraceEvent } from '../../../emulator/platform/trace';
import type { World } from '../platform/world';
import { playScript, scriptPlan } from './random-script';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 300);

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Broken: ${what}`);
}

/** What must hold at every instant. */
function invariants(w: World): void {
  for (const session of (w.cloud as Platform).sessions.values()) {
    must(session.http.active <= LIMITS.httpActive && session.http.outstanding <= LIMITS.httpOutstanding, 'requests at a time');
    must(session.timers.size <= LIMITS.timers, 'active timers');
    must(session.players <= LIMITS.players, 'players at a time');
    must(!session.isOver || (session.legs.size === 0 && session.timers.size === 0), 'nothing lives on after terminate()');
    let ringing = 0;
    for (const leg of session.legs) {
      if (leg.isUnanswered && !leg.refused) ringing++;
      mediaInvariants(leg.unit);
    }
    must(ringing <= LIMITS.unanswered, 'unanswered legs');
  }
}

function mediaInvariants(unit: MediaUnit): void {
  const { source } = unit;
  must(!source || source.receivers().filter((one) => one === unit).length === 1, 'one stream into a unit');
  for (const sink of unit.receivers()) must(sink.source === unit || sink.mixed.has(unit), 'who sends is who is received');
}

/** Terminal events of each leg, as the scenario was told; a fault may double what it struck. */
function terminalEvents(events: TraceEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'event' || (event['name'] !== 'Call.Disconnected' && event['name'] !== 'Call.Failed')) continue;
    const leg = String(event['call']);
    counts.set(leg, (counts.get(leg) ?? 0) + 1);
  }
  return counts;
}

it('random scripts under random switches and faults never break the platform’s own rules', async () => {
  await fc.assert(
    fc.asyncProperty(scriptPlan, async (plan) => {
      const { w, ends } = await playScript(plan, invariants);
      expect(w.cloud.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
      expect([...ends.values()].every((count) => count === 1)).toBe(true);
      const doubled = plan.faults.some((fault) => fault.on === 'event' && fault.twice);
      if (!doubled) expect([...terminalEvents(w.events).values()].every((count) => count === 1)).toBe(true);
      const over = w.events.findIndex((event) => event.kind === 'session.end');
      expect(w.events.slice(over + 1).filter((event) => event.kind === 'event' || event.kind === 'log')).toEqual([]);
      w.cloud.close();
    }),
    { numRuns: RUNS },
  );
}, 600_000);
