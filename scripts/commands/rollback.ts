import { explained } from '../apply/explained';
import { connect, prepareWithoutBundles, readLive } from '../apply/prepare';
import { runRelease } from '../apply/run-release';
import { passwordByName, secretValues, sha256Hex } from '../apply/fingerprints';
import type { Session } from '../apply/session';
import type { Command, CommandContext, ExitCode } from '../command';
import type { Desired } from '../plan/desired';
import { findItem, listField, ofKind, type ActualItem, type Fields, type Item } from '../plan/items';
import type { Plan } from '../plan/plan';
import { planChanges } from '../plan/plan-changes';
import { ALL_MANAGED, desireBefore, type RestoreInput } from '../plan/restore';
import { STATE_VERSION, type State } from '../plan/state';
import { listFieldName } from '../plan/steps/lists';
import { takeLock } from '../releases/lock';
import type { ReleaseRecord } from '../releases/record';
import { keptScript } from '../releases/scripts';
import { releasesToUndo } from '../releases/to-undo';
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
  const unlock = takeLock(root, options.env, context.now());
  let session: Session | undefined;
  try {
    const undone = releasesToUndo(root, options);
    session = connect(prepared);
    const [{ before, application }] = undone;
    const { account, state: proof } = session;
    requireSamePlace(undone[0], session);
    // Everything that may go is read whole, also what a deploy made that was killed.
    const spokenOf = { ...session.desired, ownership: ALL_MANAGED, items: [...session.desired.items, ...before] };
    const actual = await session.read({ desired: spokenOf, elsewhere: true });
    const desired = desireBefore({
      environment: options.env, application, before, actual, proof, ...valuesAtHand(session),
      steps: undone.flatMap(({ steps }) => steps),
    });
    requireScripts(root, desired, actual.items);
    const state: State = { version: STATE_VERSION, environment: options.env, account, release: null, items: before };
    const made = planChanges({ desired, actual, state, proof });
    const plan = { ...made, live: await readLive(session, actual) };
    if (plan.steps.length === 0) {
      if (options.json) out.json({ release: null, requests: session.management.requests, steps: [] });
      else out.line('Nothing to bring back: the account is as it was before that release.');
      return 0;
    }
    out.note('Passwords and the values of secrets are not rolled back: they cannot be read from the account.');
    const undoes = undone.map(({ id }) => id);
    return await runRelease({ session, plan, actual, desired, claims: broughtBack(plan), undoes, options }, context);
  } finally {
    session?.management.close();
    unlock();
  }
}

/** For what has to be made again: its secret part is that of today. */
function valuesAtHand(session: Session): Pick<RestoreInput, 'passwordOf' | 'secretsAtHand'> {
  const { config, env } = session.input;
  return {
    secretsAtHand: new Set(secretValues(config, env).keys()),
    passwordOf: (name) => {
      const password = passwordByName(config, env, name);
      return password === undefined ? null : session.fingerprint(`operator ${name}`, password);
    },
  };
}

function requireSamePlace(record: ReleaseRecord, { account, desired }: Session): void {
  const nothing = 'Nothing was written.';
  if (record.account !== account) {
    throw new UserError(`Release ${record.id} went to account ${record.account}, the key file belongs to account ${account}. ${nothing}`);
  }
  if (record.application !== desired.application) {
    throw new UserError(`Release ${record.id} went to application "${record.application}", the config says "${desired.application}". ${nothing}`);
  }
}

/** Before the first write: every script that has to come back is here, with its right hash. */
function requireScripts(root: string, desired: Desired, actual: readonly ActualItem[]): void {
  const present = new Set(ofKind(actual, 'scenario').map(({ fields }) => fields['sha256']));
  for (const { name, fields } of ofKind(desired.items, 'scenario')) {
    if (findItem(actual, 'scenario', name)?.fields['sha256'] === fields['sha256']) continue;
    const hash = String(fields['sha256']);
    const kept = present.has(hash) ? undefined : keptScript(root, hash);
    if (!present.has(hash) && (kept === undefined || sha256Hex(kept) !== hash)) {
      throw new UserError(`The script that scenario "${name}" had (${hash.slice(0, 12)}) is not kept here. Nothing was written.`);
    }
  }
}

/** What comes back is ours again. */
function broughtBack({ steps }: Plan): Item[] {
  return steps
    .filter(({ action }) => action === 'create' || action === 'rename' || action === 'add')
    .map(({ kind, object: name, action, before, after }) => ({ kind, name, fields: action === 'add' ? addedMembers(before, after) : {} }));
}

function addedMembers(before: Fields | null, after: Fields | null): Fields {
  const field = listFieldName(after ?? {});
  const had = listField(before, field);
  return { [field]: listField(after, field).filter((member) => !had.includes(member)) };
}
