import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Cloud, CloudOptions } from '../cloud';
import type { FaultFile } from '../faults/fault-file';
import { recordedCloud } from './recorder';

/** The recording of the whole run, beside a log of each session. */
export const RECORDING_FILE = 'run.jsonl';
/** What is in them is for the owner's eyes alone. */
const OWNER_ONLY = { folder: 0o700, file: 0o600 } as const;

export interface KeptCloud {
  cloud: Cloud;
  /** Somebody has changed the account by its API. */
  accountChanged(): void;
  close(): void;
}

/** A cloud that leaves in a folder a log of every session, as VoxEngine does, and a recording for `vox replay`. */
export function keptCloud(
  options: CloudOptions,
  make: (options: CloudOptions) => Cloud,
  { folder, faults }: { folder: string; faults: FaultFile | null },
): KeptCloud {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY.folder });
  const file = openSync(path.join(folder, RECORDING_FILE), 'w', OWNER_ONLY.file);
  const { cloud, recorder } = recordedCloud(options, make, { faults, write: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`) });
  const unsubscribe = cloud.trace.subscribe(({ kind, session }) => {
    const record = kind === 'session.end' ? cloud.history.at(-1) : undefined;
    if (String(record?.sessionId) !== session || !record) return;
    writeFileSync(path.join(folder, `${session}.log`), `${record.log.join('\n')}\n`, { mode: OWNER_ONLY.file });
  });
  return {
    cloud,
    accountChanged: () => recorder.accountChanged(),
    close: () => {
      unsubscribe();
      recorder.stop();
      closeSync(file);
    },
  };
}
