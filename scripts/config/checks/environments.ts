import { isIP } from 'node:net';
import path from 'node:path';
import type { NormalEnvironment } from '../normal-config';
import type { Check } from './check';

const NODES = Array.from({ length: 13 }, (_, index) => `NODE_${index + 1}`);

export const nodesExist: Check = ({ environments }) =>
  environments
    .filter(({ node }) => !NODES.includes(node))
    .map(({ name, node }) => ({
      path: `environments.${name}.node`,
      what: `"${node}" is no node of Voximplant`,
      remedy: 'use NODE_1 … NODE_13; the account\'s node stands in its control panel',
    }));

export const sessionHostsAreGiven: Check = ({ environments }) =>
  environments
    .filter(({ deskUrl, sessionHosts }) => deskUrl !== null && sessionHosts.length === 0)
    .map(({ name }) => ({
      path: `environments.${name}.sessionHosts`,
      what: 'no host is allowed, so the desk could never send a command to a call',
      remedy: 'list host suffixes or address ranges; vox doctor --probe prints what it saw',
    }));

/** A rule that can match nothing would leave the desk without a way to its calls, or stop it when the first one comes. */
export const sessionHostsCanMatch: Check = ({ environments }) =>
  environments.flatMap(({ name, sessionHosts }) => sessionHosts.flatMap((host, index) => (isHostRule(host) ? [] : [{
    path: `environments.${name}.sessionHosts[${index}]`,
    what: `"${host}" is neither the end of a host's name nor a range of addresses`,
    remedy: 'write it like voximplant.com, 185.164.148.0/22 or 2001:db8::/32; names with other letters in their xn-- form',
  }])));

const HOST_SUFFIX = /^(\*?\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/i;

function isHostRule(rule: string): boolean {
  const [network = '', bits, ...more] = rule.split('/');
  const family = isIP(network);
  if (family === 0) return HOST_SUFFIX.test(rule);
  return more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

/** What else lies beside the folders of environments, some of it cleared away by itself. */
const TAKEN_FOLDERS = ['bench', 'browser', 'bundles', 'cache', 'desk', 'desks', 'emulators', 'explore', 'page', 'recordings'];
/** Windows opens a device by such a name, whatever stands behind a dot. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)\d)(\.|$)/i;

/** The state of an environment lies in a folder of its name. */
export const environmentsHaveFolders: Check = ({ environments }) => [
  ...environments.filter(({ name }) => !/^[\p{L}\p{N}]([\p{L}\p{N}._-]{0,62}[\p{L}\p{N}_-])?$/u.test(name) || DEVICE.test(name)).map(({ name }) => ({
    path: `environments.${name}`, what: 'its state is kept in a folder of this name, which cannot be', remedy: 'use up to 64 letters, digits, dots, dashes and underscores, a letter or digit first and no dot last',
  })),
  ...environments.filter(({ name }) => TAKEN_FOLDERS.includes(name.toLowerCase())).map(({ name }) => ({
    path: `environments.${name}`, what: `its state would lie in .vox/${name}, where vox keeps something else`, remedy: `give it another name, such as ${name}-1`,
  })),
  ...twins(environments, ({ name }) => name.normalize('NFC').toLowerCase()).map(({ first, second }) => ({
    path: `environments.${second.name}`, what: `on many machines it would share the state file of "${first.name}"`, remedy: 'give it a name that differs in more than capital letters',
  })),
];

/** All deploy one application: in one account each would take what the other made for its own, and remove it. */
export const environmentsAreApart: Check = ({ environments, application }) => {
  const together = (field: 'account' | 'credentials', keyOf: (environment: NormalEnvironment) => string | null) =>
    twins(environments, keyOf).map(({ first, second }) => ({
      path: `environments.${second.name}.${field}`,
      what: `"${first.name}" has the same, so both would deploy application "${application.name}" into one account and remove what the other made`,
      remedy: 'use another account, or give this environment a config of its own with another application.name',
    }));
  const byAccount = together('account', ({ account }) => account === null ? null : String(account));
  return byAccount.length > 0 ? byAccount : together('credentials', ({ credentials }) => credentials === null ? null : path.normalize(credentials));
};

/** Each with the first before it that has the same key; null is nobody's. */
function twins(environments: readonly NormalEnvironment[], keyOf: (environment: NormalEnvironment) => string | null): { first: NormalEnvironment; second: NormalEnvironment }[] {
  return environments.flatMap((second, index) => {
    const key = keyOf(second);
    const first = key === null ? undefined : environments.slice(0, index).find((one) => keyOf(one) === key);
    return first ? [{ first, second }] : [];
  });
}
