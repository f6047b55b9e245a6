import type { NormalConfig, NormalFranchise, NormalRule } from '../normal-config';
import { isInternational, isKnownRegion, numberingPlan } from '../numbering';
import { compiled, covers } from '../patterns';
import type { Problem } from '../problem';
import type { Check } from './check';
import { repeated } from './check';

export const regionsAreKnown: Check = ({ franchises }) =>
  franchises
    .filter(({ region }) => !isKnownRegion(region))
    .map(({ name, region }) => ({
      path: `franchises.${name}.region`,
      what: `"${region}" is no region with telephone numbers`,
      remedy: 'use the two letters of ISO 3166, e.g. RU or KZ',
    }));

export const numbersAreInternational: Check = ({ franchises }) =>
  franchises.flatMap((franchise) =>
    franchise.numbers.flatMap((number, index) => {
      const example = exampleFor(franchise, number);
      return /^[1-9]\d{6,14}$/.test(number) && example === undefined
        ? []
        : [{
            path: `franchises.${franchise.name}.numbers[${index}]`,
            what: `"${number}" is no international number`,
            remedy: `write it as the platform lists it, country code first, e.g. ${example ?? '74951234567'}`,
          }];
    }),
  );

export const numbersBelongToOneFranchise: Check = ({ franchises }) =>
  repeated(franchises.flatMap(({ numbers }) => numbers)).map((number) => ({
    path: 'franchises',
    what: `the number ${number} is listed twice`,
    remedy: 'a number rings in one franchise; take it out of the others',
  }));

export const patternsAreValid: Check = ({ rules }) =>
  rules.flatMap((rule, index) =>
    (['pattern', 'exclude'] as const)
      .filter((field) => compiled(rule[field]) === undefined)
      .map((field) => ({
        path: `rules[${index}].${field}`,
        what: `"${rule[field]}" is no regular expression`,
        remedy: 'correct it; a plain number such as 74951234567 is one',
      })),
  );

/** The platform takes the first rule whose pattern covers the whole number (platform-facts 6). */
export const numbersReachTheirRule: Check = (config) =>
  config.franchises.flatMap((franchise) =>
    franchise.numbers.flatMap((number, index) => {
      const problem = misrouted(config, { franchise, number });
      return problem ? [{ ...problem, path: `franchises.${franchise.name}.numbers[${index}]` }] : [];
    }),
  );

const NUMBER_LIST = /^\d+(\|\d+)*$/;

export const rulesAreReached: Check = ({ rules, franchises }) => {
  const numbers = franchises.flatMap((franchise) => franchise.numbers);
  return rules.flatMap((rule, index) => {
    const covered = numbers.filter((number) => covers(rule, number));
    const earlier = rules.find((other) => covered.some((number) => covers(other, number)));
    // A pattern that is no list of numbers also covers numbers that are dialled, not rented: calls out.
    const shadowed = NUMBER_LIST.test(rule.pattern) && covered.every((number) => firstRule(rules, number) !== rule);
    return shadowed && earlier
      ? [{
          path: `rules[${index}]`,
          what: `rule "${rule.name}" is never reached: "${earlier.name}" stands before it and covers its numbers`,
          remedy: 'move it up, or narrow the pattern of the earlier rule',
        }]
      : [];
  });
};

function misrouted(
  config: NormalConfig,
  { franchise, number }: { franchise: NormalFranchise; number: string },
): Omit<Problem, 'path'> | undefined {
  const rule = firstRule(config.rules, number);
  if (!rule) {
    return { what: `no rule covers ${number}`, remedy: 'add it to a pattern in rules/ (a pattern covers the whole number)' };
  }
  if (rule.franchise === franchise.name) return undefined;
  return {
    what: `${number} is taken by rule "${rule.name}" of franchise ${rule.franchise}`,
    remedy: `narrow that rule's pattern "${rule.pattern}", or put the rule of ${franchise.name} before it`,
  };
}

function firstRule(rules: readonly NormalRule[], number: string): NormalRule | undefined {
  return rules.find((rule) => covers(rule, number));
}

/** The international form of a number that was written in national form, else undefined; what is valid with a plus is meant so. */
function exampleFor({ region }: NormalFranchise, number: string): string | undefined {
  if (!isKnownRegion(region) || isInternational(number)) return undefined;
  const { countryCode, trunkPrefix, nationalLengths } = numberingPlan(region);
  if (number.startsWith(countryCode) && nationalLengths.includes(number.length - countryCode.length)) return undefined;
  const national = trunkPrefix !== '' && number.startsWith(trunkPrefix) ? number.slice(trunkPrefix.length) : number;
  return nationalLengths.includes(national.length) ? `${countryCode}${national}` : undefined;
}
