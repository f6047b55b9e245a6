import type { SupervisorView } from '../../contracts/desk-journal';

/** What the desk told of the team, and when by the page's clock. */
export type Team = SupervisorView & { readonly atMs: number };

/** The desk tells how long ago; the page counts on from there by its own clock, whatever the clock on the wall shows. */
export function ageMs(toldMs: number, { atMs }: Pick<Team, 'atMs'>, nowMs: number): number {
  return toldMs + nowMs - atMs;
}

export function longestWaitMs(team: Team, nowMs: number): number {
  return Math.max(0, ...team.waiting.map(({ waitedMs }) => ageMs(waitedMs, team, nowMs)));
}
