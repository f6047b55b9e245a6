import type { RuleConfig } from '../contracts/config';

/**
 * Which scenario serves which dialled number. Read from the top, the first
 * match wins; a pattern covers the whole number, as the network gives it
 * (digits without a plus). One rule per franchise, with all its numbers; the last
 * takes what operators of all franchises dial (docs/what-a-caller-hears.md).
 */
export const rules: readonly RuleConfig[] = [
  { name: 'center', franchise: 'center', pattern: '74951234567', scenario: 'inbound' },
  { name: 'north', franchise: 'north', pattern: '78121234567', scenario: 'inbound' },
  { name: 'outbound', franchise: 'center', pattern: '\\d+', scenario: 'outbound' },
];
