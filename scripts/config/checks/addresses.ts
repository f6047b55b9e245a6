import type { NormalConfig } from '../normal-config';
import type { Problem } from '../problem';
import { soundsOf } from './calls';
import type { Check } from './check';

interface Address {
  path: string;
  url: string;
  /** What is wanted: `https` but on this machine; no more than scheme, host and port; a query. */
  isSecret: boolean;
  isOrigin: boolean;
  mayAsk: boolean;
}

/** Every address of a config is used as it stands, in a script, by the desk or by a browser: so it must be whole, and hold nothing to hide. */
export const addressesArePlain: Check = (config) => addressesIn(config).flatMap((address) => problemsOf(address).map((problem) => ({ path: address.path, ...problem })));

function addressesIn({ environments, franchises }: NormalConfig): Address[] {
  return [
    ...environments.flatMap(({ name, deskUrl }) =>
      (deskUrl === null ? [] : [{ path: `environments.${name}.deskUrl`, url: deskUrl, isSecret: true, isOrigin: false, mayAsk: false }])),
    ...franchises.flatMap(({ name, customers }) =>
      (customers.source === 'erp' ? [{ path: `franchises.${name}.customers.url`, url: customers.url, isSecret: true, isOrigin: false, mayAsk: false }] : [])),
    ...franchises.flatMap(({ name, desk }) => (desk.origins ?? []).map((url, index) =>
      ({ path: `franchises.${name}.desk.origins[${index}]`, url, isSecret: true, isOrigin: true, mayAsk: false }))),
    ...franchises.flatMap(soundsOf).map(({ path, url }) => ({ path, url, isSecret: false, isOrigin: false, mayAsk: true })),
  ];
}

function problemsOf({ url, isSecret, isOrigin, mayAsk }: Address): Omit<Problem, 'path'>[] {
  // An address that may hold a password is not said.
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:\/\/[^\s/]/.test(url)) return [{ what: `${url.includes('@') ? 'it' : `"${url.trim()}"`} is no web address`, remedy: 'give a full address: https://…' }];
  const { protocol, hostname, username, password, origin } = parsed;
  const found: Omit<Problem, 'path'>[] = [];
  if (username !== '' || password !== '') found.push({ what: 'it holds a user name or a password, which everybody would see who sees the address', remedy: 'leave out what stands before the @' });
  if (/[\s\u0000-\u001f\u007f\ufeff]/.test(url)) found.push({ what: 'it holds a space or a line break', remedy: 'remove it, or write %20 where it is meant' });
  if (isSecret && protocol !== 'https:' && !isThisMachine(hostname)) found.push({ what: 'it is no https address, so that everybody on the way could read along', remedy: 'give it with https://' });
  if (url.includes('#')) found.push({ what: 'what stands behind # is never sent', remedy: 'leave it out' });
  if (!mayAsk && url.includes('?')) found.push({ what: 'it has a query, and paths are put behind it', remedy: 'leave out ? and what follows' });
  if (isOrigin && found.length === 0 && origin !== url.toLowerCase()) found.push({ what: 'an origin is scheme, host and port alone', remedy: `write ${origin}` });
  return found;
}

export function isThisMachine(hostname: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost' || hostname.endsWith('.localhost');
}
