import type { Check } from './check';
import { soundsAreWebAddresses, textsCanBeSaid, timeZonesExist, voicesExist, waitingTimesAgree, wrapUpTimesAgree } from './calls';
import {
  digitsAreFree, hoursMakeSense, listedCallersAreNumbers, routesLeadSomewhere, waysOutEnd, waysOutGoSomewhere,
} from './callers';
import { desksAreReachedByTls, nodesExist, sessionHostsAreGiven } from './environments';
import {
  applicationNameIsValid, derivedQueuesAreUnique, deskKeysArePresent, operatorNamesAreValid, queueNamesAreUnique, ruleAndQueueNamesFit,
  ruleNamesAreUnique, scenarioNamesFit, secretNamesAreValid,
} from './names';
import {
  numbersAreInternational, numbersBelongToOneFranchise, numbersReachTheirRule, patternsAreValid, regionsAreKnown,
  rulesAreReached,
} from './numbers';
import {
  erpSecretsExist, franchisesAreServed, operatorsHaveKnownSkills, operatorsNameKnownFranchises,
  rulesNameKnownFranchises, rulesNameKnownScenarios,
} from './references';
import { lastOperatorLeavesTime, queuesFindSomebody, routesFindSomebody } from './skills';

/** Every check of a normalised config, in the order in which problems are told. */
export const CHECKS: readonly Check[] = [
  applicationNameIsValid,
  nodesExist,
  desksAreReachedByTls,
  sessionHostsAreGiven,
  rulesNameKnownFranchises,
  rulesNameKnownScenarios,
  operatorsNameKnownFranchises,
  operatorsHaveKnownSkills,
  erpSecretsExist,
  franchisesAreServed,
  ruleNamesAreUnique,
  ruleAndQueueNamesFit,
  scenarioNamesFit,
  queueNamesAreUnique,
  derivedQueuesAreUnique,
  operatorNamesAreValid,
  secretNamesAreValid,
  deskKeysArePresent,
  regionsAreKnown,
  numbersAreInternational,
  numbersBelongToOneFranchise,
  patternsAreValid,
  numbersReachTheirRule,
  rulesAreReached,
  timeZonesExist,
  voicesExist,
  textsCanBeSaid,
  soundsAreWebAddresses,
  waitingTimesAgree,
  wrapUpTimesAgree,
  hoursMakeSense,
  waysOutEnd,
  waysOutGoSomewhere,
  digitsAreFree,
  listedCallersAreNumbers,
  routesLeadSomewhere,
  routesFindSomebody,
  queuesFindSomebody,
  lastOperatorLeavesTime,
];
