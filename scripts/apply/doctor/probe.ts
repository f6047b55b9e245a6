import path from 'node:path';
import { Connection } from '../../cloud/connection';
import { readCredentials } from '../../cloud/credentials';
import { environmentFolder, writeJsonFile } from '../../releases/folder';
import type { Session } from '../session';
import { BY_HAND } from './by-hand';
import type { Ask, Findings } from './findings';
import { ACD_QUEUE, makeGround, probeApi } from './probe-api';
import { probeSessions } from './probe-sessions';

export interface ProbeResult extends Findings {
  /** Relative to the project; `--switches` of dial, dev, simulate and explore reads it. */
  file: string;
  lines: string[];
}

const APPLICATION = 'vox-probe';

/** Tries out in an application of its own, which is removed afterwards, what no operator is needed for. */
export async function probe({ input }: Session, root: string): Promise<ProbeResult> {
  const { target, now } = input;
  const connection = new Connection({ target, credentials: readCredentials(target.credentials), now });
  const ask: Ask = (method, parameters = {}) =>
    connection.ask(method, { application_name: APPLICATION, ...parameters }, 'the probe');
  try {
    await cleanUp(ask);
    await ask('AddApplication');
    await makeGround(ask);
    const api = await probeApi(ask);
    const sessions = await probeSessions(ask, target.ca);
    const switches = { ...api.switches, ...sessions.switches };
    const notes = { ...api.notes, ...sessions.notes };
    const file = path.join(environmentFolder(root, input.environment.name), 'switches.json');
    writeJsonFile(file, switches);
    const shown = path.relative(root, file);
    return { switches, notes, file: shown, lines: report({ switches, notes }, shown) };
  } finally {
    await cleanUp(ask);
    connection.close();
  }
}

async function cleanUp(ask: Ask): Promise<void> {
  await ask('DelQueue', { acd_queue_name: ACD_QUEUE }).catch(() => undefined);
  await ask('DelApplication').catch(() => undefined);
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
