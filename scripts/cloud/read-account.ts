import type { Management, ScenarioObject, SecretObject } from '../../contracts/management';
import type { Actual } from '../plan/actual';
import { ownershipOf, type Desired } from '../plan/desired';
import { findItem, ofKind, type ActualItem, type Kind } from '../plan/items';
import { wasMade, withoutOthers } from '../plan/ownership';
import type { State } from '../plan/state';
import { accountItems, type AccountObjects } from './account-items';

export interface ReadOptions {
  management: Management;
  account: number;
  desired: Desired;
  state: State | null;
  /** Fetches every script, also where the date of change says that it is ours. */
  full: boolean;
  sha256: (script: string) => string;
  /** A keyed fingerprint of a secret's value. */
  fingerprint: (secret: { name: string; value: string }) => string;
  /** What was written a moment ago and need not be fetched: hashes and fingerprints by kind and id or name. */
  written?: Written;
  /** Also which skills of ACD v1 other applications use, though none of ours is unlisted. */
  elsewhere?: boolean;
}

export interface Written {
  scripts: ReadonlyMap<number, string>;
  secrets: ReadonlyMap<number, string>;
  passwords: ReadonlyMap<string, string>;
}

/** Reads once, in parallel, what the plan needs of the account and nothing else. */
export async function readAccount(options: ReadOptions): Promise<Actual> {
  const { management, account, desired, state } = options;
  const wanted = desired.application;
  // Without a state the application may not exist; then seven questions can be spared.
  const first = state ? undefined : await management.application(wanted);
  if (!state && !first) return emptyApplication(options);
  const uses = engines(desired, state);
  const ifUsed = <Rows>(used: boolean, read: () => Promise<Rows[]>): Promise<Rows[]> => (used ? read() : Promise.resolve([]));
  const [application, scenarios, rules, users, sqQueues, sqAgents, sqSkills, numbers, secrets] = await Promise.all([
    first ?? management.application(wanted),
    management.scenarios(wanted),
    management.rules(wanted),
    management.users(wanted),
    ifUsed(uses.sq, () => management.sqQueues(wanted)),
    ifUsed(uses.sq, () => management.sqAgents(wanted)),
    ifUsed(uses.sqSkills, () => management.sqSkills(wanted)),
    ifUsed(uses.numbers, () => management.numbers()),
    ifUsed(uses.secrets, () => management.secrets(wanted)),
  ]);
  if (!application) return emptyApplication(options);
  const [acdQueues, acdSkills] = await Promise.all([
    ifUsed(uses.acd, () => management.acdQueues(application.id)),
    ifUsed(uses.acdSkills, () => management.acdSkills()),
  ]);
  const objects: AccountObjects = {
    application, scenarios, rules, users, sqQueues, sqAgents, sqSkills, acdQueues, acdSkills, numbers, secrets,
    scripts: await readScripts(options, scenarios),
    secretValues: await readSecretValues(options, { applicationId: application.id, secrets }),
    // A password cannot be read. Without a state it is taken for what it should be, or no plan would ever be empty.
    passwordOf: (name) =>
      options.written?.passwords.get(name) ?? findItem((state ?? desired).items, 'operator', name)?.fields['password'] ?? null,
  };
  const items = withoutOthers(accountItems(objects), options);
  return { account, items, taken: await takenNames(options, items), ...(await elsewhere(options, items)) };
}

/** Asked for only where users are about to be made: the account's limit counts all of its applications. */
async function elsewhere({ management, desired }: ReadOptions, items: readonly ActualItem[]): Promise<Pick<Actual, 'usersElsewhere'>> {
  const makesUsers = ofKind(desired.items, 'operator').some(({ name }) => !findItem(items, 'operator', name));
  if (!makesUsers || ownershipOf(desired, 'operator') === 'ignore') return {};
  return { usersElsewhere: await management.usersElsewhere(desired.application) };
}

/** Asked for only where something is about to be made whose name must be free in the whole account. */
async function takenNames(options: ReadOptions, items: readonly ActualItem[]): Promise<Actual['taken']> {
  const { management, desired } = options;
  const isNew = (kind: Kind): boolean => ofKind(desired.items, kind).some(({ name }) => !findItem(items, kind, name));
  const foreign = (kind: Kind, all: readonly { name: string }[]): string[] =>
    all.map(({ name }) => name).filter((name) => !findItem(items, kind, name));
  const [scenarios, acdQueues, acdSkills] = await Promise.all([
    isNew('scenario') ? management.scenarios(null) : [],
    isNew('acd-queue') ? management.acdQueues(null) : [],
    mayLoseSkills(options, items) ? skillsOfOthers(options, items) : [],
  ]);
  return { scenarios: foreign('scenario', scenarios), acdQueues: foreign('acd-queue', acdQueues), acdSkills };
}

/** One that we made for the account is to go. */
function mayLoseSkills({ desired, state, elsewhere = false }: ReadOptions, items: readonly ActualItem[]): boolean {
  const managed = desired.ownership.skills === 'manage';
  return ofKind(items, 'acd-skill').some((item) =>
    state !== null && wasMade(state, item) && (elsewhere || (managed && !findItem(desired.items, 'acd-skill', item.name))));
}

/** Skills of ACD v1 that an operator or a queue of another application has. */
async function skillsOfOthers({ management, desired }: ReadOptions, items: readonly ActualItem[]): Promise<string[]> {
  const [queues, applications] = await Promise.all([management.acdQueues(null), management.applications()]);
  const others = applications.filter(({ name }) => name !== desired.application);
  const users = (await Promise.all(others.map(({ name }) => management.users(name)))).flat();
  const ofQueues = queues.filter(({ name }) => !findItem(items, 'acd-queue', name)).flatMap(({ skills }) => skills);
  return ofKind(items, 'acd-skill')
    .filter(({ id, name }) => ofQueues.includes(name) || users.some(({ acdSkillIds }) => acdSkillIds.includes(id)))
    .map(({ name }) => name);
}

async function emptyApplication(options: ReadOptions): Promise<Actual> {
  const { management, account, desired, state } = options;
  const uses = engines(desired, state);
  const [numbers, acdSkills] = await Promise.all([
    uses.numbers ? management.numbers() : [],
    uses.acdSkills ? management.acdSkills() : [],
  ]);
  const items = withoutOthers(accountItems({
    application: null, scenarios: [], rules: [], users: [], sqQueues: [], sqAgents: [], sqSkills: [], acdQueues: [],
    acdSkills, numbers, secrets: [], scripts: new Map(), secretValues: new Map(), passwordOf: () => null,
  }), options);
  return { account, items, taken: await takenNames(options, items), ...(await elsewhere(options, items)) };
}

/** Lists that neither the config nor the last deploy speaks of are not asked for. */
function engines(desired: Desired, state: State | null): Record<'sq' | 'acd' | 'sqSkills' | 'acdSkills' | 'numbers' | 'secrets', boolean> {
  const spoken = (...kinds: Kind[]): boolean =>
    kinds.some((kind) => ofKind(desired.items, kind).length > 0 || (state !== null && ofKind(state.items, kind).length > 0));
  const managed = desired.ownership;
  return {
    sq: spoken('sq-queue', 'sq-agents', 'sq-members') || managed.queues === 'manage',
    acd: spoken('acd-queue', 'acd-members', 'acd-queue-skills') || managed.queues === 'manage',
    sqSkills: spoken('sq-skill', 'sq-operator-skills'),
    // One that is to be taken off a queue may be nowhere in the config.
    acdSkills: spoken('acd-skill') || skillsOfOurs(state) || (spoken('acd-queue') && managed.bindings === 'manage'),
    numbers: managed.numbers !== 'ignore' && (spoken('number') || managed.numbers === 'manage'),
    secrets: managed.secrets !== 'ignore' && (spoken('secret') || managed.secrets === 'manage'),
  };
}

/** The config may list none of them any more. */
function skillsOfOurs(state: State | null): boolean {
  return [...state?.made ?? [], ...state?.making ?? []].some((what) => what.startsWith('acd-skill/'));
}

/** Hashes by scenario id. A date of change equal to the one after our own write stands for our text. */
async function readScripts(options: ReadOptions, scenarios: readonly ScenarioObject[]): Promise<Map<number, string>> {
  const { management, desired, state, full, sha256 } = options;
  const relevant = scenarios.filter(
    ({ name, id }) => findItem(desired.items, 'scenario', name) ?? deployed(state, 'scenario', id) ?? desired.ownership.scenarios === 'manage',
  );
  const hashes = await Promise.all(relevant.map(async ({ id, modified }): Promise<[number, string]> => {
    const written = options.written?.scripts.get(id);
    if (written !== undefined) return [id, written];
    const known = deployed(state, 'scenario', id);
    if (!full && known && known.modified === modified) return [id, String(known.fields['sha256'])];
    return [id, sha256((await management.scenarioScript(id)).script)];
  }));
  return new Map(hashes);
}

async function readSecretValues(
  { management, desired, state, full, fingerprint, written }: ReadOptions,
  { applicationId, secrets }: { applicationId: number; secrets: readonly SecretObject[] },
): Promise<Map<number, string>> {
  const relevant = secrets.filter(({ name, id }) => findItem(desired.items, 'secret', name) ?? deployed(state, 'secret', id));
  const values = await Promise.all(relevant.map(async ({ id, name, modified }): Promise<[number, string]> => {
    const fresh = written?.secrets.get(id);
    if (fresh !== undefined) return [id, fresh];
    const known = deployed(state, 'secret', id);
    const value = known?.fields['value'];
    if (!full && known && known.modified === modified && typeof value === 'string') return [id, value];
    return [id, fingerprint({ name, value: await management.secretValue({ applicationId, id }) })];
  }));
  return new Map(values);
}

function deployed(state: State | null, kind: Kind, id: number): ActualItem | undefined {
  return state ? ofKind(state.items, kind).find((item) => item.id === id) : undefined;
}
