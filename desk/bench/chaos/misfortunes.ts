import type { LocalPostgres } from '../local-postgres';
import type { SmallDisk } from './disk';
import type { KillableDesk } from './killable-desk';

export interface Scene { desk: KillableDesk; disk: SmallDisk; postgres: LocalPostgres | null; random: () => number }
type Happens = (scene: Scene) => Promise<void> | void;
export interface Misfortune { name: string; happens: Happens; ends: Happens }

const DAY_MS = 86_400_000;
/** A correction by the network's time, a wrong hour, a wrong day. */
const SET_BY_MS = [1_000, 25_000, 3_600_000, DAY_MS].flatMap((ms) => [ms, -ms]);

const disk: Misfortune = { name: 'disk full', happens: (scene) => scene.disk.fill(), ends: mendDisk };
const killed: Misfortune = { name: 'desk killed', happens: ({ desk }) => desk.kill(), ends: () => undefined };
const killedOnFull: Misfortune = {
  name: 'desk killed on a full disk', ends: mendDisk,
  happens: async (scene) => { scene.disk.fill(); await scene.desk.kill(); },
};
const machine: Misfortune = {
  name: "desk's clock set", ends: ({ desk }) => desk.setClocks({ wallMs: 0 }),
  happens: (scene) => scene.desk.setClocks({ wallMs: anyOf(scene, SET_BY_MS) }),
};
const server: Misfortune = {
  name: "database's clock set", ends: () => undefined,
  happens: (scene) => scene.desk.setClocks({ databaseMs: anyOf(scene, SET_BY_MS) }),
};
const stopped: Misfortune = { name: 'database stopped', happens: ({ postgres }) => postgres?.pause(), ends: startAgain };
const crashed: Misfortune = { name: 'database killed', happens: ({ postgres }) => postgres?.kill(), ends: startAgain };
const both: Misfortune = {
  name: 'database and desk killed', ends: startAgain,
  happens: async ({ postgres, desk }) => { postgres?.kill(); await desk.kill(); },
};

/** PGlite is in the desk's process, so it is stopped and killed with it; its time is the desk's. */
export const ON_PGLITE: readonly Misfortune[] = [disk, killed, killedOnFull, machine];
export const ON_POSTGRES: readonly Misfortune[] = [disk, killed, stopped, crashed, both, machine, server];

async function mendDisk(scene: Scene): Promise<void> {
  scene.disk.empty();
  // A server whose log could not grow may have given up.
  await startAgain(scene);
}

async function startAgain({ postgres }: Scene): Promise<void> {
  while (postgres && !postgres.isUp()) {
    try {
      postgres.resume();
    } catch {
      // The processes of the one that was killed are still on their way out.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

export function anyOf<T>({ random }: Pick<Scene, 'random'>, of: readonly T[]): T {
  return of[Math.floor(random() * of.length)] as T;
}
