import type { Cloud } from '../../emulator/cloud';
import type { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Device } from '../../emulator/platform/lines';
import type { Input } from '../../emulator/platform/inputs';
import type { PageState } from '../../operator/state';
import type { DeskBegun } from './desk';

/** What a page said to the cloud before the history begins. */
export type SaidToCloud = { atMs: number } & Extract<Input, { kind: 'connect' | 'device' }>;

/** A world in which everybody has just become ready, so far as others can begin the same way. */
export interface Begun {
  atMs: number;
  /** The cloud's own state follows from it. */
  said: readonly SaidToCloud[];
  /** By operator. */
  pages: readonly (PageState | null)[];
  desk: DeskBegun;
}

/** Says it again at the same times, to a cloud that has heard nothing yet; gives the connections in their order. */
export function sayAgain(said: readonly SaidToCloud[], { clock, cloud }: { clock: VirtualClock; cloud: Cloud }): Device[] {
  const devices: Device[] = [];
  for (const input of said) {
    runTo(clock, input.atMs);
    if (input.kind === 'connect') devices.push(cloud.connect(userOf(cloud, input.userId), input.options));
    else devices[input.device]?.setStatus(...(input.args as Parameters<Device['setStatus']>));
  }
  return devices;
}

/** Lets all happen that is due by then. */
export function runTo(clock: VirtualClock, atMs: number): void {
  while ((clock.nextDueMs ?? Infinity) <= atMs) clock.step();
  clock.advanceTo(atMs);
}

function userOf(cloud: Cloud, id: number) {
  const user = cloud.rows.users.get(id);
  if (!user) throw new Error(`The explored account has no user ${id}`);
  return user;
}
