/** A session description cut at its `m=` lines; each part keeps its line ends. */
export interface SdpParts {
  head: string;
  sections: string[];
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export function splitSdp(sdp: string): SdpParts {
  const [head = '', ...sections] = sdp.replace(/\r?\n/g, '\r\n').split(/^(?=m=)/m);
  return { head, sections };
}

export function joinSdp({ head, sections }: SdpParts): string {
  return [head, ...sections].join('');
}

export function kindOf(section: string): string {
  return /^m=(\S+)/.exec(section)?.[1] ?? '';
}

export function midOf(section: string): string {
  return attribute(section, 'mid') ?? '';
}

export function attribute(part: string, name: string): string | undefined {
  return new RegExp(`^a=${name}:(.*?)\\r?$`, 'm').exec(part)?.[1];
}

/** Of the first audio section; without a mark it is sendrecv (RFC 4566). */
export function audioDirection(sdp: string): Direction {
  const section = splitSdp(sdp).sections.find((part) => kindOf(part) === 'audio') ?? '';
  return (/^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(section)?.[1] ?? 'sendrecv') as Direction;
}

/** Changes with every ICE restart. */
export function iceUser(sdp: string): string {
  return attribute(sdp, 'ice-ufrag') ?? '';
}
