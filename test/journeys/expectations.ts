import { expect } from 'vitest';
import type { StoryEntry } from '../../scripts/dial/story-entry';
import type { World } from './world';

/** No leg, no request, no timer; nobody rings or talks; each call ended exactly once. */
export async function expectNothingLeft(world: World): Promise<void> {
  const { cloud, clock, play } = world;
  expect(cloud.live()).toEqual({ sessions: 0, legs: 0, requests: 0, timers: 0, http: 0 });
  expect(play.operators.filter(({ isRinging, isTalking }) => isRinging || isTalking)).toEqual([]);
  for (const { id } of world.calls()) {
    const ends = play.desk.events.filter(({ callId, kind }) => callId === id && kind === 'ended');
    expect(ends).toHaveLength(1);
  }
  play.leave();
  await clock.runUntilIdle();
  expect(clock.pending).toBe(0);
}

/** Entries of one operator or of the caller. */
export function entriesOf(world: World, who: string, kind?: string): StoryEntry[] {
  return world.play.story.sorted().filter((entry) => entry.who === who && (kind === undefined || entry.kind === kind));
}

/** At which milliseconds an operator rang. */
export function ringsOf(world: World, who: string): number[] {
  return entriesOf(world, who, 'rings').map(({ atMs }) => atMs);
}
