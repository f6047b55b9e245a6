import dgram from 'node:dgram';
import { isIP } from 'node:net';

/** Watches every datagram of this process. */
export interface Guard {
  /** `address:port` of each attempt to send elsewhere than allowed; none of them was sent. */
  readonly violations: readonly string[];
  release(): void;
}

interface Watch {
  hosts: readonly string[];
  violations: string[];
}

/** Guards in force; the process has one `send`, so they share one replacement of it. */
const watches = new Set<Watch>();
const { prototype } = dgram.Socket;
const original = Reflect.get(prototype, 'send') as (...args: unknown[]) => void;

/**
 * Media may go to this machine only, whatever a library tries: iceServers [] does
 * not stop werift's STUN, and mDNS names would be asked on the network.
 */
export function guardDatagrams(allowedHosts: readonly string[]): Guard {
  const watch: Watch = { hosts: allowedHosts, violations: [] };
  watches.add(watch);
  Reflect.set(prototype, 'send', guardedSend);
  return {
    violations: watch.violations,
    release() {
      watches.delete(watch);
      if (watches.size === 0) Reflect.set(prototype, 'send', original);
    },
  };
}

/** What any guard allows may pass; what none allows is recorded by all of them. */
function guardedSend(this: dgram.Socket, ...args: unknown[]): void {
  const target = targetOf(args);
  const guards = [...watches];
  if (guards.some(({ hosts }) => isAllowed(target.address, hosts))) {
    Reflect.apply(original, this, args);
    return;
  }
  for (const { violations } of guards) violations.push(`${target.address}:${target.port}`);
}

/** `send(message, [offset, length,] [port] [, address] [, callback])`; no address means this machine. */
function targetOf(args: readonly unknown[]): { address: string; port: number } {
  const numbers = args.slice(1).filter((arg): arg is number => typeof arg === 'number');
  const address = args.slice(1).find((arg): arg is string => typeof arg === 'string');
  return { address: address ?? '127.0.0.1', port: numbers[numbers.length === 3 ? 2 : 0] ?? 0 };
}

/** This machine's loopback, and what is named. */
export function isAllowed(address: string, hosts: readonly string[]): boolean {
  if (hosts.includes(address) || address === '::1' || address === 'localhost') return true;
  return isIP(address) === 4 && address.startsWith('127.');
}
