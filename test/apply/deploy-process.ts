import { readFileSync } from 'node:fs';
import { deployOnce } from '../../scripts/apply/deploy-once';
import type { SessionInput } from '../../scripts/apply/session';

/** A deploy in a process of its own, so that a test can kill it. */
const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Omit<SessionInput, 'now' | 'note'>;
await deployOnce({ ...input, now: () => Date.now(), note: () => undefined });
