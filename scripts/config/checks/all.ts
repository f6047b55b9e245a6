import { addressesArePlain } from './addresses';
import type { Check } from './check';
import { textsCanBeSaid, timeZonesExist, voicesExist, waitingTimesAgree, wrapUpTimesAgree } from './calls';
import {
  hoursMakeSense, listedCallersAreNumbers, menusHaveChoices, routesLeadSomewhere, waysOutEnd, waysOutGoSomewhere,
} from './callers';
import { environmentsAreApart, environmentsHaveFolders, nodesExist, sessionHostsAreGiven, sessionHostsCanMatch } from './environments';
import { countsFitThePlatform, namesArePlain, valuesFitThePlatform } from './limits';
import { deployedScenariosAreDistinct, derivedQueuesAreUnique, deskKeysArePresent, queueNamesAreUnique, ruleNamesAreUnique } from './names';
import {
  numbersAreInternational, numbersBelongToOneFranchise, numbersReachTheirRule, patternsAreValid, regionsAreKnown,
  rulesAreReached,
} from './numbers';
import {
  erpSecretsStayWithTheDesk, franchisesAreServed, operatorsHaveKnownSkills, operatorsNameKnownFranchises,
  rulesNameKnownFranchises, rulesNameKnownScenarios, secretsOfTheDeskStayThere,
} from './references';
import { lastOperatorLeavesTime, queuesFindSomebody, routesFindSomebody } from './skills';

/** Every check of a normalised config, in the order in which problems are told. */
export const CHECKS: readonly Check[] = [
  valuesFitThePlatform,
  countsFitThePlatform,
  namesArePlain,
  nodesExist,
  environmentsHaveFolders,
  environmentsAreApart,
  addressesArePlain,
  sessionHostsAreGiven,
  sessionHostsCanMatch,
  rulesNameKnownFranchises,
  rulesNameKnownScenarios,
  operatorsNameKnownFranchises,
  operatorsHaveKnownSkills,
  erpSecretsStayWithTheDesk,
  secretsOfTheDeskStayThere,
  franchisesAreServed,
  ruleNamesAreUnique,
  deployedScenariosAreDistinct,
  queueNamesAreUnique,
  derivedQueuesAreUnique,
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
  waitingTimesAgree,
  wrapUpTimesAgree,
  hoursMakeSense,
  waysOutEnd,
  waysOutGoSomewhere,
  menusHaveChoices,
  listedCallersAreNumbers,
  routesLeadSomewhere,
  routesFindSomebody,
  queuesFindSomebody,
  lastOperatorLeavesTime,
];
