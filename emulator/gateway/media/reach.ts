import { isIP, isIPv6 } from 'node:net';
import os from 'node:os';

/** At which addresses media is offered, and whose datagrams are taken. */
export interface Reach {
  /** Read anew for each description: addresses of a machine come and go during a day. */
  addresses(): readonly string[];
  /** What the sockets of a leg bind to. */
  readonly binds: { udp4?: string; udp6?: string };
  isOwn(address: string): boolean;
  /** Other machines may send as well; they are answered, never asked. */
  readonly isOpen: boolean;
}

/** A socket and a few candidates each: any of them is enough, so a machine with dozens of bridges names only some. */
const mostAddresses = 8;
const loopback = '127.0.0.1';

/**
 * Without `mediaHost` every browser of this machine is reached, and nobody else: Chromium without flags has no
 * candidate on loopback, and Firefox pairs none with it. With one, it is that address alone: loopback stays this
 * machine's, any other is open to whoever reaches it.
 */
export function createReach(mediaHost?: string, interfaces = os.networkInterfaces): Reach {
  let own: string[] = [];
  const read = () => {
    own = allAddresses(interfaces());
    return own;
  };
  if (mediaHost === undefined) {
    return {
      addresses: () => [loopback, ...read().filter(isOffered)].slice(0, mostAddresses),
      binds: { udp4: '0.0.0.0', udp6: '::' },
      isOwn: (address) => isLoopbackAddress(address) || own.includes(address.replace(/%.*/, '')),
      isOpen: false,
    };
  }
  return {
    addresses: () => [mediaHost],
    binds: isIPv6(mediaHost) ? { udp6: mediaHost } : { udp4: mediaHost },
    isOwn: (address) => isLoopbackAddress(address) || address === mediaHost,
    isOpen: !isLoopbackAddress(mediaHost),
  };
}

export function isLoopbackAddress(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

/** Why media cannot be taken there, in words; undefined where it can. */
export function whyNoMediaHost(mediaHost: string, interfaces = os.networkInterfaces): string | undefined {
  const own = allAddresses(interfaces());
  if (own.includes(mediaHost) || (isIP(mediaHost) > 0 && isLoopbackAddress(mediaHost))) return undefined;
  return `"${mediaHost}" is no address of this machine, which has ${[loopback, ...own.filter(isOffered)].join(', ')}`;
}

/** What a person should know about the sound at such addresses; undefined where every browser of the machine has it. */
export function remarkOnMedia(mediaHost?: string, interfaces = os.networkInterfaces): string | undefined {
  const reach = createReach(mediaHost, interfaces);
  if (reach.isOpen) return `Sound is taken at ${mediaHost} from every machine that reaches it.`;
  if (reach.addresses().some((address) => !isLoopbackAddress(address))) return undefined;
  return `Sound is taken at ${mediaHost ?? 'loopback, the only address of this machine'}: only a browser that is allowed to use loopback for calls has it, `
    + 'as the window that `npm start` opens.';
}

function allAddresses(interfaces: ReturnType<typeof os.networkInterfaces>): string[] {
  return Object.values(interfaces).flatMap((all) => (all ?? []).filter(({ internal }) => !internal).map(({ address }) => address));
}

/** What is valid on one link alone needs the link's name beside it, for which a candidate has no place. */
function isOffered(address: string): boolean {
  return !/^(169\.254\.|fe80:)/i.test(address);
}
