import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles, readLive } from '../apply/prepare';
import { runRelease } from '../apply/run-release';
import { secretValues, sha256Hex } from '../apply/fingerprints';
import type { Session } from '../apply/session';
import type { Command, CommandContext, ExitCode } from '../command';
import type { Desired } from '../plan/desired';
import { listField, ofKind, type ActualItem } from '../plan/items';
import { planChanges } from '../plan/plan-changes';
import { desireBefore } from '../plan/restore';
import { STATE_VERSION, type State } from '../plan/state';
import { takeLock } from '../releases/lock';
import { readRecords, type ReleaseRecord } from '../releases/record';
import { keptScript } from '../releases/scripts';
import { UserError } from '../user-error';

export interface RollbackOptions {
  env: string;
  /** The release whose result is wanted back; left out: the one before the last. */
  to?: string;
  yes?: boolean;
  json?: boolean;
}

/** `vox rollback`: brings back what stood before the last release, or after the one named. */
export const rollback: Command<RollbackOptions> = explained(runRollback);

async function runRollback(options: RollbackOptions, context: CommandContext): Promise<ExitCode> {
  const { root, out } = context;
  const prepared = await prepareWithoutBundles(options, context);
  const undone = releasesToUndo(readRecords(root, options.env), options);
  const unlock = takeLock(root, options.env, context.now());
  let session: Session | undefined;
  try {
    session = connect(prepared);
    const [oldest] = undone;
    const { account } = session;
    requireSameAccount(oldest, account);
    const actual = await session.read();
    const desired = desireBefore({
      environment: options.env, application: oldest.application, before: oldest.before, actual,
      steps: undone.flatMap(({ steps }) => steps), secretsAtHand: new Set(secretValues(prepared.config, context.env).keys()),
    });
    requireScripts(root, desired, actual.items);
    const state: State = { version: STATE_VERSION, environment: options.env, account, release: null, items: oldest.before };
    const made = planChanges({ desired, actual, state });
    const plan = { ...made, live: await readLive(session, actual) };
    if (plan.steps.length === 0) {
      if (options.json) out.json({ release: null, requests: session.management.requests, steps: [] });
      else out.line('Nothing to bring back: the account is as it was before that release.');
      return 0;
    }
    out.note('Passwords and the values of secrets are not rolled back: they cannot be read from the account.');
    const undoes = undone.map(({ id }) => id);
    return await runRelease({ session, plan, actual, desired, ours: oursAfter(undone), undoes, options }, context);
  } finally {
    session?.management.close();
    unlock();
  }
}

type AtLeastOne<T> = [T, ...T[]];

/** Oldest first. A rollback counts as a release: rolling back twice goes back and forth, `--to` goes further. */
function releasesToUndo(records: readonly ReleaseRecord[], { to, env }: RollbackOptions): AtLeastOne<ReleaseRecord> {
  const known = records.map(({ id }) => id);
  const from = to === undefined ? records.length - 1 : known.indexOf(to) + 1;
  if (to !== undefined && from === 0) {
    throw new UserError(`There is no release "${to}" of "${env}". There are: ${known.join(', ') || 'none'}.`);
  }
  const [oldest, ...later] = records.slice(Math.max(0, from));
  if (oldest) return [oldest, ...later];
  throw new UserError(
    to === undefined ? `Nothing was deployed to "${env}" from this folder, so there is nothing to bring back.` : `Release ${to} is the last one; it is live.`,
  );
}

function requireSameAccount(record: ReleaseRecord, account: number): void {
  if (record.account === account) return;
  throw new UserError(`Release ${record.id} went to account ${record.account}, the key file belongs to account ${account}. Nothing was written.`);
}

/** Before the first write: every script that has to come back is here, with its right hash. */
function requireScripts(root: string, desired: Desired, actual: readonly ActualItem[]): void {
  const present = new Set(ofKind(actual, 'scenario').map(({ fields }) => fields['sha256']));
  for (const { name, fields } of ofKind(desired.items, 'scenario')) {
    const hash = String(fields['sha256']);
    const kept = present.has(hash) ? undefined : keptScript(root, hash);
    if (!present.has(hash) && (kept === undefined || sha256Hex(kept) !== hash)) {
      throw new UserError(`The script that scenario "${name}" had (${hash.slice(0, 12)}) is not kept here. Nothing was written.`);
    }
  }
}

/** What the undone releases found of ours, and what they listed in the order of the rules. */
function oursAfter(undone: AtLeastOne<ReleaseRecord>): (kind: ActualItem['kind'], name: string) => boolean {
  const [oldest] = undone;
  const touched = new Set(undone.flatMap(({ steps }) => steps.map(({ kind, object }) => `${kind}/${object}`)));
  const before = new Set(oldest.before.map(({ kind, name }) => `${kind}/${name}`));
  const order = new Set(oldest.before.flatMap(({ kind, fields }) => (kind === 'rule-order' ? listField(fields, 'order') : [])));
  return (kind, name) => {
    const key = `${kind}/${name}`;
    return touched.has(key) || (before.has(key) && (kind !== 'rule' || order.has(name)));
  };
}
