import { OPERATOR_KEY } from '../../../contracts/operator-password';
import type { Check } from './check';
import { listed } from './check';

/** Names that point at something else in the config. */
export const rulesNameKnownFranchises: Check = ({ rules, franchises }) => {
  const known = franchises.map(({ name }) => name);
  return rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => !known.includes(rule.franchise))
    .map(({ rule, index }) => ({
      path: `rules[${index}].franchise`,
      what: `rule "${rule.name}" names the franchise "${rule.franchise}", which is not in the config`,
      remedy: `name ${listed(known)}, or add the franchise`,
    }));
};

export const rulesNameKnownScenarios: Check = ({ rules, scenarios }) =>
  rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => !scenarios.some(({ name }) => name === rule.deployedScenario))
    .map(({ rule, index }) => ({
      path: `rules[${index}].scenario`,
      what: `rule "${rule.name}" names the scenario "${rule.scenario}", which is not under scenarios`,
      remedy: `add scenarios.${rule.scenario} with its file, or correct the name`,
    }));

export const operatorsNameKnownFranchises: Check = ({ operators, franchises }) => {
  const known = franchises.map(({ name }) => name);
  return operators
    .filter(({ franchise }) => !known.includes(franchise))
    .map(({ name, franchise }) => ({
      path: `operators.${name}.franchise`,
      what: `"${franchise}" is not in the config`,
      remedy: `name ${listed(known)}, or add the franchise`,
    }));
};

export const operatorsHaveKnownSkills: Check = ({ operators, skills }) =>
  operators.flatMap((operator) =>
    operator.skills
      .filter(({ name }) => !skills.some((skill) => skill.name === name))
      .map(({ name }) => ({
        path: `operators.${operator.name}.skills.${name}`,
        what: 'this skill is not under skills',
        remedy: `add skills.${name}: {}, or correct the name`,
      })),
  );

/** The desk reads it from the environment variable of that name; what stands under `secrets` is uploaded to the cloud. */
export const erpSecretsStayWithTheDesk: Check = ({ franchises, secrets }) =>
  franchises.flatMap(({ name, customers }) =>
    customers.source === 'erp' && secrets.some((secret) => secret.name === customers.secret || secret.fromEnv === customers.secret)
      ? [{
          path: `franchises.${name}.customers.secret`,
          what: `"${customers.secret}" stands under secrets too, which are uploaded to the cloud, and the ERP's secret is the desk's alone`,
          remedy: 'take it out of secrets; the desk reads it from the environment variable of that name',
        }]
      : [],
  );

/** Of the desk alone; what stands under secrets is uploaded to the cloud, where every scenario can read it. */
const OF_THE_DESK: readonly (readonly [variable: RegExp, why: string])[] = [
  [new RegExp(`^${OPERATOR_KEY}$`), "from which the operators' passwords are derived"],
  [/^(DATABASE_URL|PGPASSWORD)$/, "with which the desk's database can be read"],
  [/^ERP_SIGN_IN_SECRET_/, 'with which anybody could sign in to the desk'],
];

export const secretsOfTheDeskStayThere: Check = ({ secrets }) =>
  secrets.flatMap(({ name, fromEnv }) => OF_THE_DESK.filter(([variable]) => variable.test(fromEnv)).map(([, why]) => ({
    path: `secrets.${name}`,
    what: `it would upload ${fromEnv}, ${why}, to the cloud`,
    remedy: 'name another variable in fromEnv, or take the secret out of the config',
  })));

export const franchisesAreServed: Check = ({ franchises, rules, operators }) =>
  franchises.flatMap(({ name }) => [
    ...(rules.some(({ franchise }) => franchise === name)
      ? []
      : [{
          path: `franchises.${name}`,
          what: 'no rule leads to this franchise, so its numbers would ring nowhere',
          remedy: 'add a rule for its numbers in rules/',
        }]),
    ...(operators.some(({ franchise }) => franchise === name)
      ? []
      : [{
          path: `franchises.${name}`,
          what: 'it has no operator, so every call would end unserved',
          remedy: `add an operator with franchise: '${name}'`,
        }]),
  ]);
