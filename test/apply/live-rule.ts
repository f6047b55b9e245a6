import type { AccountRows } from '../../emulator/account/objects';
import type { LoggedRequest } from '../../emulator/management/request-log';

/**
 * R48, after every single write: a rule to which a number leads has exactly one
 * scenario, and a number that had an application still has one.
 */
export class LiveRuleWitness {
  readonly breaches: string[] = [];
  private readonly served = new Set<string>();

  constructor(private readonly account: () => AccountRows) {}

  readonly afterWrite = (entry: LoggedRequest): void => {
    const { phoneNumbers, rules } = this.account();
    for (const { number, applicationId, ruleId } of phoneNumbers.values()) {
      const at = `after ${entry.n} ${entry.method}: number ${number}`;
      if (applicationId === null && this.served.has(number)) this.breaches.push(`${at} has no application`);
      if (applicationId !== null) this.served.add(number);
      if (ruleId === null) {
        if (applicationId !== null) this.breaches.push(`${at} has no rule`);
        continue;
      }
      const scenarios = rules.get(ruleId)?.scenarioIds.length ?? 0;
      if (scenarios !== 1) this.breaches.push(`${at} leads to a rule with ${scenarios} scenarios`);
    }
  };
}
