import { describe, expect, it, test } from 'vitest';
import { audioDirection } from '../../../emulator/gateway/sdp/read';
import { answerAgain, asMediaServer, audioOnly, dtlsRole, reachableAt, refuseOthers } from '../../../emulator/gateway/sdp/rewrite';
import { schemeOf } from '../../../emulator/gateway/sdp/scheme';

const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n`;
const head = (...more: string[]) => lines('v=0', 'o=- 7 1 IN IP4 127.0.0.1', 's=-', 't=0 0', ...more);
const audio = (...more: string[]) =>
  lines('m=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=ice-ufrag:abcd', 'a=setup:actpass', ...more);
const video = lines('m=video 9 UDP/TLS/RTP/SAVPF 96 97', 'c=IN IP4 0.0.0.0', 'a=mid:1', 'a=recvonly', 'a=rtpmap:96 VP8/90000');

describe('what the media engine gets of a page’s offer', () => {
  it('is the audio section alone, in its own bundle', () => {
    const offer = head('a=group:BUNDLE 0 1') + audio('a=sendrecv') + video;
    expect(audioOnly(offer)).toBe(head('a=group:BUNDLE 0') + audio('a=sendrecv'));
  });

  it('has no candidates: a name in one would be asked on the network', () => {
    const offer = head() + audio('a=candidate:1 1 udp 1 secret.local 5000 typ host', 'a=end-of-candidates', 'a=sendrecv');
    expect(audioOnly(offer)).toBe(head() + audio('a=sendrecv'));
  });

  it('is refused when there is no audio', () => {
    expect(() => audioOnly(head() + video)).toThrow('no audio section');
  });
});

describe('what a page gets back', () => {
  test('R53 names every address at which the socket of its family is reached', () => {
    const candidate = (foundation: string, priority: number, at: string) => `a=candidate:${foundation} 1 udp ${priority} ${at} typ host generation 0 ufrag x`;
    const local = head() + audio(candidate('f', 7, '127.0.0.1 5000'), candidate('s', 7, 'fd00::5 6000'), 'a=end-of-candidates');
    expect(reachableAt(local, ['127.0.0.1', 'fd00::5', '192.0.2.5'])).toBe(head() + audio(
      candidate('f0', 2_130_706_431, '127.0.0.1 5000'), candidate('f1', 2_130_706_175, '192.0.2.5 5000'),
      candidate('s0', 2_130_706_431, 'fd00::5 6000'), 'a=end-of-candidates',
    ));
  });

  it('refuses video by port 0, in the offer’s order', () => {
    const answer = head() + audio('a=sendrecv');
    const refused = lines('m=video 0 UDP/TLS/RTP/SAVPF 96 97', 'c=IN IP4 0.0.0.0', 'a=mid:1', 'a=inactive');
    expect(refuseOthers(answer, head() + audio() + video)).toBe(head() + audio('a=sendrecv') + refused);
    expect(refuseOthers(answer, head() + video + audio())).toBe(head() + refused + audio('a=sendrecv'));
  });

  it('carries the media server’s mark, and ICE-lite where browsers look for it', () => {
    const marked = asMediaServer(head() + audio('a=ice-lite', 'a=sendrecv'));
    expect(marked).toBe(head('a=ice-lite').replace('s=-', 's=VIMS') + audio('a=sendrecv'));
  });

  it('names the sections that are in force, as JSON text', () => {
    const scheme: unknown = JSON.parse(schemeOf(refuseOthers(head() + audio(), head() + audio() + video)));
    expect(scheme).toEqual({ endpoints: { '': { place: 0, mids: { 0: 'audio' } } }, reinviteCauses: [] });
  });
});

describe('an answer to a renewed offer', () => {
  it.each([
    ['sendonly', 'recvonly'], ['recvonly', 'sendonly'], ['inactive', 'inactive'], ['sendrecv', 'sendrecv'],
  ] as const)('%s → %s, on the same transport', (direction, mirrored) => {
    const offer = head() + audio(`a=${direction}`) + video;
    const local = head() + audio('a=recvonly');
    const answer = answerAgain({ offer, direction: audioDirection(offer), local, role: 'passive', version: 5 });
    expect(answer).toContain(`a=${mirrored}\r\n`);
    expect(answer).toContain('a=ice-ufrag:abcd\r\na=setup:passive\r\n');
    expect(answer).toContain('o=- 7 5 IN IP4');
    expect(answer).toContain('m=video 0 ');
  });

  it('keeps the DTLS role, which is the opposite of the page’s', () => {
    expect(dtlsRole(head() + audio().replace('actpass', 'passive'))).toBe('active');
    expect(dtlsRole(head() + audio().replace('actpass', 'active'))).toBe('passive');
  });
});
