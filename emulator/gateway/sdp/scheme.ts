import { kindOf, midOf, splitSdp } from './read';

/**
 * Which media section belongs to which endpoint, as JSON text. The key `''` is
 * replaced by the call's id in the SDK; refused sections do not count.
 */
export function schemeOf(sdp: string): string {
  const accepted = splitSdp(sdp).sections.filter((section) => !/^m=\S+ 0 /.test(section));
  const mids = Object.fromEntries(accepted.map((section) => [midOf(section), kindOf(section)]));
  return JSON.stringify({ endpoints: { '': { place: 0, mids } }, reinviteCauses: [] });
}
