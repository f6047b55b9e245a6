import type { Command } from '../command';
import { environmentOf, readConfig } from '../config/read-config';
import { readRecord, recordIds } from '../releases/record';
import { table } from '../table';

export interface ReleasesOptions {
  env: string;
  json?: boolean;
}

interface Listed {
  id: string;
  /** `started`: ended in the middle. `unreadable`: its record is cut off or of another version. */
  outcome: 'done' | 'failed' | 'started' | 'unreadable';
  at: string | null;
  account: number | null;
  application: string | null;
  steps: number | null;
  undoes: string[];
}

/** `vox releases`: what was deployed from this folder, newest first; no account is asked. */
export const releases: Command<ReleasesOptions> = async ({ env, json }, { root, out }) => {
  environmentOf(await readConfig(root), env);
  const listed = recordIds(root, env).reverse().map((id): Listed => {
    const record = readRecord(root, env, id);
    if (!record) return { id, outcome: 'unreadable', at: null, account: null, application: null, steps: null, undoes: [] };
    const { outcome, at, account, application, steps, undoes } = record;
    return { id, outcome, at, account, application, steps: steps.length, undoes };
  });
  if (json) out.json({ releases: listed });
  else if (listed.length === 0) out.line(`Nothing was deployed to "${env}" from this folder.`);
  else for (const line of table(['release', 'outcome', 'steps', ''], listed.map(cells))) out.line(line);
  return 0;
};

function cells({ id, outcome, steps, undoes }: Listed): string[] {
  return [id, outcome, steps === null ? '?' : String(steps), undoes.length === 0 ? '' : `undoes ${undoes.join(', ')}`];
}
