import { BlockList, isIP } from 'node:net';

/**
 * Whether the desk may post to a session's access URL: https, no user info, and a host under
 * `environment.sessionHosts` (suffixes like `voximplant.com`, or ranges like `185.164.148.0/22`).
 * With `local`, loopback over http too, for the emulator.
 */
export function isSessionUrl(address: string, rules: { sessionHosts: readonly string[]; local: boolean }): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  if (rules.local && isLoopback(host)) return url.protocol === 'http:' || url.protocol === 'https:';
  return url.protocol === 'https:' && rules.sessionHosts.some((rule) => matches(host, rule.toLowerCase()));
}

function matches(host: string, rule: string): boolean {
  const family = isIP(host);
  if (family === 0) return !rule.includes('/') && isIP(rule) === 0 && underSuffix(host, rule.replace(/^\*?\./, ''));
  const [network = '', bits] = rule.split('/');
  if (isIP(network) !== family) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (bits === undefined) list.addAddress(network, type);
  else list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}

function underSuffix(host: string, suffix: string): boolean {
  return suffix.includes('.') && (host === suffix || host.endsWith(`.${suffix}`));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
