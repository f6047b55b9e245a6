import { DESK_KEY_NAMES } from '../../../contracts/signature';
import { acdQueues } from '../acd-queues';
import type { NormalConfig } from '../normal-config';
import type { Check } from './check';
import { repeated } from './check';

/** Two pairs of scenario and franchise may make one name, `a-b` and `c`, `a` and `b-c`; the second would take the first's place. */
export const deployedScenariosAreDistinct: Check = ({ rules }) => {
  const made = new Map<string, string>();
  return rules.flatMap(({ deployedScenario, scenario, franchise }, index) => {
    const pair = JSON.stringify(deployedScenario === scenario ? [scenario] : [scenario, franchise]);
    const earlier = made.get(deployedScenario) ?? pair;
    made.set(deployedScenario, earlier);
    return earlier === pair ? [] : [{
      path: `rules[${index}]`, what: `its scenario would be called "${deployedScenario}", as that of another scenario or franchise is`,
      remedy: 'rename the scenario or the franchise',
    }];
  });
};

export const ruleNamesAreUnique: Check = ({ rules }) =>
  repeated(rules.map(({ name }) => name)).map((name) => ({
    path: 'rules',
    what: `two rules are called "${name}"`,
    remedy: 'give each rule a name of its own',
  }));

/** ACD v1 queue names are unique in the account; one rule for both engines keeps a change of engine easy. */
export const queueNamesAreUnique: Check = ({ franchises }) =>
  repeated(franchises.map(({ queue }) => queue.name)).map((name) => ({
    path: 'franchises',
    what: `two franchises have a queue called "${name}"`,
    remedy: 'give each franchise a queue of its own, or operators of one would get calls of the other',
  }));

/** A queue that a rule names is no other queue, nor are two of them. */
export const derivedQueuesAreUnique: Check = (config) => {
  const derived = derivedQueues(config);
  const own = config.franchises.map(({ queue }) => queue.name);
  return derived.filter(({ queue: { name } }, index) =>
    own.includes(name) || derived.findIndex(({ queue }) => queue.name === name) < index).map(({ path, queue }) => ({
    path,
    what: `it makes an ACD v1 queue "${queue.name}", and there is another queue of this name`,
    remedy: 'rename the other queue, or the skill or operator that this name is made of',
  }));
};

function derivedQueues(config: NormalConfig) {
  const own = new Set(config.franchises.map(({ queue }) => queue));
  return acdQueues(config).filter(({ queue }) => !own.has(queue));
}

export const deskKeysArePresent: Check = ({ environments, secrets }) => {
  const desk = environments.find(({ deskUrl }) => deskUrl !== null);
  if (!desk) return [];
  return DESK_KEY_NAMES.filter((key) => !secrets.some(({ name }) => name === key)).map((key) => ({
    path: 'secrets',
    what: `${key} is missing, and environment ${desk.name} has a desk`,
    remedy: `add ${key}: { fromEnv: '${key}' }; scenario and desk sign with it`,
  }));
};
