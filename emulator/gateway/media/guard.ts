import dgram from 'node:dgram';
import type { Reach } from './reach';

/** Watches every datagram of this process. */
export interface Guard {
  /** `address:port` of each attempt to send elsewhere than allowed; none of them was sent. */
  readonly violations: readonly string[];
  release(): void;
}

/** Told once of each address whose datagrams are dropped. */
export type OnForeign = (address: string) => void;

interface Watch {
  reach: Reach;
  violations: string[];
  /** Machines that have sent; these may be answered. */
  heard: Set<string>;
  foreign: Set<string>;
  onForeign: OnForeign;
}

/** Guards in force; the process has one `send` and one `emit`, so they share one replacement of each. */
const watches = new Set<Watch>();
const { prototype } = dgram.Socket;
const originalSend = Reflect.get(prototype, 'send') as (...args: unknown[]) => void;
/** Inherited, so that it comes back by deleting the replacement. */
const originalEmit = Reflect.get(prototype, 'emit') as (...args: unknown[]) => boolean;
const mostRemembered = 100;

/**
 * Media stays on this machine, whatever a library tries: iceServers [] does not stop werift's STUN, mDNS names would
 * be asked on the network, and werift answers each check that comes in. So nothing goes to other machines, and what
 * comes from them never gets to a socket's listeners.
 */
export function guardDatagrams(reach: Reach, onForeign: OnForeign = () => {}): Guard {
  const watch: Watch = { reach, violations: [], heard: new Set(), foreign: new Set(), onForeign };
  watches.add(watch);
  Reflect.set(prototype, 'send', guardedSend);
  Reflect.set(prototype, 'emit', guardedEmit);
  return {
    violations: watch.violations,
    release() {
      watches.delete(watch);
      if (watches.size > 0) return;
      Reflect.set(prototype, 'send', originalSend);
      Reflect.deleteProperty(prototype, 'emit');
    },
  };
}

/** What any guard allows may pass; what none allows is recorded by all of them. */
function guardedSend(this: dgram.Socket, ...args: unknown[]): void {
  const target = targetOf(args);
  const guards = [...watches];
  if (guards.some(({ reach, heard }) => reach.isOwn(target.address) || heard.has(target.address))) {
    Reflect.apply(originalSend, this, args);
    return;
  }
  for (const { violations } of guards) violations.push(`${target.address}:${target.port}`);
}

function guardedEmit(this: dgram.Socket, ...args: unknown[]): boolean {
  const [name, , from] = args;
  if (name === 'message' && !isTaken((from as dgram.RemoteInfo).address)) return false;
  return originalEmit.apply(this, args);
}

function isTaken(address: string): boolean {
  const guards = [...watches];
  if (guards.some(({ reach }) => reach.isOwn(address))) return true;
  const open = guards.find(({ reach }) => reach.isOpen);
  for (const { foreign, onForeign } of open ? [] : guards) if (remember(foreign, address)) onForeign(address);
  if (open) remember(open.heard, address);
  return open !== undefined;
}

/** Whether it is new; whoever sends under many addresses fills no memory. */
function remember(known: Set<string>, address: string): boolean {
  if (known.has(address) || known.size === mostRemembered) return false;
  known.add(address);
  return true;
}

/** `send(message, [offset, length,] [port] [, address] [, callback])`; no address means this machine. */
function targetOf(args: readonly unknown[]): { address: string; port: number } {
  const numbers = args.slice(1).filter((arg): arg is number => typeof arg === 'number');
  const address = args.slice(1).find((arg): arg is string => typeof arg === 'string');
  return { address: address ?? '127.0.0.1', port: numbers[numbers.length === 3 ? 2 : 0] ?? 0 };
}
