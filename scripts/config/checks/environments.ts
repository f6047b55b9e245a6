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
