import { isIPv6 } from 'node:net';
import { attribute, joinSdp, kindOf, midOf, splitSdp, type Direction } from './read';

/**
 * What the media engine gets of a page's description: its first audio section,
 * without candidates. werift fails on video it has no codec for, and a candidate
 * with an mDNS name would make it ask the network.
 */
export function audioOnly(sdp: string): string {
  const { head, sections } = splitSdp(sdp);
  const audio = sections.find((section) => kindOf(section) === 'audio');
  if (audio === undefined) throw new Error('The description has no audio section.');
  const bundle = head.replace(/^a=group:BUNDLE.*$/m, `a=group:BUNDLE ${midOf(audio)}`);
  return joinSdp({ head: bundle, sections: [audio.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, '')] });
}

/** Puts the answer's audio section where the offer has it, and refuses every other section by port 0. */
export function refuseOthers(answer: string, offer: string): string {
  const { head, sections } = splitSdp(answer);
  const audio = sections[0] ?? '';
  const mid = midOf(audio);
  return joinSdp({
    head,
    sections: splitSdp(offer).sections.map((section) => (midOf(section) === mid ? audio : refused(section))),
  });
}

function refused(section: string): string {
  const line = (/^m=.*/.exec(section)?.[0] ?? '').replace(/^(m=\S+) \d+/, '$1 0');
  return [line, 'c=IN IP4 0.0.0.0', `a=mid:${midOf(section)}`, 'a=inactive', ''].join('\r\n');
}

/**
 * What a page gets of the media engine's description. The SDK takes a peer with the word
 * VIMS in it for a media server, and restarts ICE with it. werift writes `a=ice-lite` into
 * the section, where browsers do not look: it belongs to the session (RFC 8839).
 */
export function asMediaServer(sdp: string): string {
  const { head, sections } = splitSdp(sdp);
  return joinSdp({
    head: `${head.replace(/^s=.*$/m, 's=VIMS')}a=ice-lite\r\n`,
    sections: sections.map((section) => section.replace(/^a=ice-lite\r\n/m, '')),
  });
}

const CANDIDATE = /^(a=candidate:\S+)( \d+ udp) \d+ (\S+)( .*\r\n)/;

/** One candidate for each address at which a socket is reached, in place of the one that the media engine names. */
export function reachableAt(sdp: string, addresses: readonly string[]): string {
  return sdp.replace(/^a=candidate:.*\r\n/gm, (line) => {
    const [, foundation = '', udp = '', named = '', rest = ''] = CANDIDATE.exec(line) ?? [];
    if (foundation === '') return line;
    return addresses
      .filter((address) => isIPv6(address) === isIPv6(named))
      // Browsers try the first one first.
      .map((address, index) => `${foundation}${index}${udp} ${hostPriority - index * 256} ${address}${rest}`)
      .join('');
  });
}

/** RFC 8445 5.1.2: a host candidate of the first component. */
const hostPriority = (126 << 24) + (65_535 << 8) + 255;

const mirrored: Record<Direction, Direction> = {
  sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive',
};

export interface Renegotiation {
  offer: string;
  direction: Direction;
  /** Our last description, offer or answer. */
  local: string;
  /** Our DTLS role; it may not change within one association. */
  role: 'active' | 'passive';
  version: number;
}

/** Answers a renewed offer without touching the transport: only directions and refused sections change. */
export function answerAgain({ offer, direction, local, role, version }: Renegotiation): string {
  const { head, sections } = splitSdp(local);
  const audio = (sections[0] ?? '')
    .replace(/^a=(sendrecv|sendonly|recvonly|inactive)$/m, `a=${mirrored[direction]}`)
    .replace(/^a=setup:.*$/m, `a=setup:${role}`);
  const renewed = head.replace(/^(o=\S+ \S+) \d+/m, `$1 ${version}`);
  return refuseOthers(joinSdp({ head: renewed, sections: [audio] }), offer);
}

/** Our DTLS role after an exchange: the opposite of the page's. */
export function dtlsRole(remote: string): 'active' | 'passive' {
  return attribute(remote, 'setup') === 'passive' ? 'active' : 'passive';
}
