import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ManagementError } from '../../../contracts/management';
import type { Connection } from '../../cloud/connection';
import { readJsonFile, writeJsonFile } from '../../releases/folder';
import { mayPassNextTime } from '../explained';

export interface ProbePlace {
  connection: Connection;
  account: number;
  /** Of the environment: keeps the names of what is there, so that a later probe removes what a killed one left. */
  folder: string;
}

interface Made { account: number; name: string }

/** An ACD v1 queue belongs to the account, so it is removed by itself. */
export const acdQueueOf = (name: string): string => `${name}-acd`;

/**
 * Works in a new application and removes it. Its name is drawn by lot and written down before it is made, so only what
 * is written down was made by a probe of this folder, and nothing else is ever removed.
 */
export async function withOwnApplication<Result>(place: ProbePlace, work: (name: string) => Promise<Result>): Promise<Result> {
  const { connection, account } = place;
  for (const left of namesIn(place).filter((made) => made.account === account)) await remove(place, left);
  const made: Made = { account, name: `vox-probe-${randomUUID().slice(0, 8)}` };
  write(place, [...namesIn(place), made]);
  try {
    await connection.ask('AddApplication', { application_name: made.name }, 'the probe');
  } catch (error) {
    // Refused: what has this name is somebody else's.
    if (isRefused(error)) forget(place, made);
    throw error;
  }
  try {
    return await work(made.name);
  } finally {
    await remove(place, made);
  }
}

async function remove(place: ProbePlace, made: Made): Promise<void> {
  const gone = [
    await isGone(place.connection.ask('DelQueue', { acd_queue_name: acdQueueOf(made.name) }, 'the queue of the probe')),
    await isGone(place.connection.ask('DelApplication', { application_name: made.name }, 'the application of the probe')),
  ];
  if (gone.every(Boolean)) forget(place, made);
}

function isGone(removal: Promise<unknown>): Promise<boolean> {
  return removal.then(() => true, isRefused);
}

/** An answer that will stay the same: it was not made, or is not there any more. */
function isRefused(error: unknown): boolean {
  return error instanceof ManagementError && !mayPassNextTime(error.failure);
}

const fileIn = ({ folder }: ProbePlace): string => path.join(folder, 'probes.json');

function namesIn(place: ProbePlace): Made[] {
  const read = readJsonFile(fileIn(place));
  return Array.isArray(read) ? (read as Made[]) : [];
}

function write(place: ProbePlace, made: readonly Made[]): void {
  writeJsonFile(fileIn(place), made);
}

function forget(place: ProbePlace, { name }: Made): void {
  write(place, namesIn(place).filter((made) => made.name !== name));
}
