import type { OperatorStatus } from '../../platform/lines';

const fixed: readonly string[] = [
  'OFFLINE', 'ONLINE', 'READY', 'DIALING', 'IN_SERVICE', 'AFTER_SERVICE', 'TIMEOUT', 'DND', 'BANNED',
];
const custom = /^CUSTOM_([1-9]|10)$/;

/** The SDK sends any string as it is; this is what the platform knows. */
export function isStatusName(name: string): name is OperatorStatus {
  return fixed.includes(name) || custom.test(name);
}
