import { DESK_KEY_NAMES } from '../../../contracts/signature';
import { acdQueues } from '../acd-queues';
import type { NormalConfig } from '../normal-config';
import type { Check } from './check';
import { repeated } from './check';

/** What the Management API accepts as names (platform-facts 5.4). */
const APPLICATION = /^[a-z][a-z0-9-]{1,64}$/;
const OPERATOR = /^[a-z0-9][a-z0-9_-]{2,49}$/;
const SECRET = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const SCENARIO_NAME_MAX = 29;
const QUEUE_OR_RULE_NAME_MAX = 99;

export const applicationNameIsValid: Check = ({ application }) =>
  APPLICATION.test(application.name)
    ? []
    : [{
        path: 'application.name',
        what: `"${application.name}" is no name that the platform takes`,
        remedy: 'use 2 to 65 characters: small letters, digits and dashes, a letter first',
      }];

export const operatorNamesAreValid: Check = ({ operators }) =>
  operators
    .filter(({ name }) => !OPERATOR.test(name))
    .map(({ name }) => ({
      path: `operators.${name}`,
      what: 'the platform does not take this user name',
      remedy: 'use 3 to 50 characters: small letters, digits, dash and underscore, a letter or digit first',
    }));

export const scenarioNamesFit: Check = ({ scenarios }) =>
  scenarios
    .filter(({ name }) => name.length > SCENARIO_NAME_MAX)
    .map(({ name, franchise }) => ({
      path: `franchises.${franchise}`,
      what: `its scenario would be called "${name}", ${name.length} characters; the platform takes ${SCENARIO_NAME_MAX}`,
      remedy: 'shorten the name of the franchise or of the scenario',
    }));

export const ruleNamesAreUnique: Check = ({ rules }) =>
  repeated(rules.map(({ name }) => name)).map((name) => ({
    path: 'rules',
    what: `two rules are called "${name}"`,
    remedy: 'give each rule a name of its own',
  }));

export const ruleAndQueueNamesFit: Check = (config) =>
  [
    ...config.rules.map(({ name }, index) => ({ path: `rules[${index}].name`, name, of: 'it' })),
    ...config.franchises.map(({ name, queue }) => ({ path: `franchises.${name}.queue.name`, name: queue.name, of: 'it' })),
    ...derivedQueues(config).map(({ path, queue }) => ({ path, name: queue.name, of: 'the name of the queue or of the skills' })),
  ]
    .filter(({ name }) => name.length > QUEUE_OR_RULE_NAME_MAX)
    .map(({ path, name, of }) => ({
      path,
      what: `the name "${name}" has ${name.length} characters; the platform takes ${QUEUE_OR_RULE_NAME_MAX}`,
      remedy: `shorten ${of}`,
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

export const secretNamesAreValid: Check = ({ secrets }) =>
  secrets
    .filter(({ name }) => !SECRET.test(name))
    .map(({ name }) => ({
      path: `secrets.${name}`,
      what: 'the platform does not take this name',
      remedy: 'use up to 64 letters, digits and underscores, a letter first',
    }));

export const deskKeysArePresent: Check = ({ environments, secrets }) => {
  const desk = environments.find(({ deskUrl }) => deskUrl !== null);
  if (!desk) return [];
  return DESK_KEY_NAMES.filter((key) => !secrets.some(({ name }) => name === key)).map((key) => ({
    path: 'secrets',
    what: `${key} is missing, and environment ${desk.name} has a desk`,
    remedy: `add ${key}: { fromEnv: '${key}' }; scenario and desk sign with it`,
  }));
};
