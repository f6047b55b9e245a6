import path from 'node:path';
import { Connection } from '../../cloud/connection';
import { readCredentials } from '../../cloud/credentials';
import { environmentFolder, writeJsonFile } from '../../releases/folder';
import { takeLock } from '../../releases/lock';
import type { Session } from '../session';
import { BY_HAND } from './by-hand';
import type { Ask, Findings } from './findings';
import { makeGround, probeApi } from './probe-api';
import { acdQueueOf, withOwnApplication } from './probe-application';
import { probeSessions } from './probe-sessions';

export interface ProbeResult extends Findings {
  /** Relative to the project; `--switches` of dial, dev, simulate and explore reads it. */
  file: string;
  lines: string[];
}

/** Tries out in an application of its own, which is removed afterwards, what no operator is needed for. */
export async function probe({ input, account }: Session, root: string): Promise<ProbeResult> {
  const { target, now, environment } = input;
  const connection = new Connection({ target, credentials: readCredentials(target.credentials), now });
  const folder = environmentFolder(root, environment.name);
  // A second probe would take what the first is working with for a leftover.
  const unlock = takeLock(root, environment.name, now());
  try {
    return await withOwnApplication({ connection, account, folder }, async (name) => {
      const ask: Ask = (method, parameters = {}) => connection.ask(method, { application_name: name, ...parameters }, 'the probe');
      await makeGround(ask, acdQueueOf(name));
      const api = await probeApi(ask, name);
      const sessions = await probeSessions(ask, name, target.ca);
      const switches = { ...api.switches, ...sessions.switches };
      const notes = { ...api.notes, ...sessions.notes };
      const file = path.join(folder, 'switches.json');
      writeJsonFile(file, switches);
      const shown = path.relative(root, file);
      return { switches, notes, file: shown, lines: report({ switches, notes }, shown) };
    });
  } finally {
    connection.close();
    unlock();
  }
}

function report({ switches, notes }: Findings, file: string): string[] {
  return [
    '', 'Probed:',
    ...Object.entries(switches).map(([name, value]) => `  ${name} = ${value}`),
    ...Object.entries(notes).map(([name, value]) => `  ${name}: ${value}`),
    `The first are written to ${file}: vox dial, dev, simulate and explore take it as --switches ${file}.`,
    '', 'Not to be found out by a program alone:',
    ...BY_HAND.map(({ switches: asked, how }) => `  ${asked.join(', ')}\n      ${how}`),
  ];
}
