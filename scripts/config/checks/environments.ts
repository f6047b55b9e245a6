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

/** A caller's number must not travel in the clear; a desk on this machine is the exception. */
export const desksAreReachedByTls: Check = ({ environments }) =>
  environments
    .filter(({ deskUrl }) => deskUrl !== null && !isHttps(deskUrl) && !isThisMachine(deskUrl))
    .map(({ name, deskUrl }) => ({
      path: `environments.${name}.deskUrl`,
      what: `"${deskUrl}" is no https address`,
      remedy: 'give the address of the desk with https://, or null where there is none',
    }));

export const sessionHostsAreGiven: Check = ({ environments }) =>
  environments
    .filter(({ deskUrl, sessionHosts }) => deskUrl !== null && sessionHosts.length === 0)
    .map(({ name }) => ({
      path: `environments.${name}.sessionHosts`,
      what: 'no host is allowed, so the desk could never send a command to a call',
      remedy: 'list host suffixes or address ranges; vox doctor --probe prints what it saw',
    }));

function isHttps(url: string): boolean {
  return parsed(url)?.protocol === 'https:';
}

function isThisMachine(url: string): boolean {
  const host = parsed(url)?.hostname ?? '';
  return host === '127.0.0.1' || host === 'localhost' || host.endsWith('.localhost');
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
