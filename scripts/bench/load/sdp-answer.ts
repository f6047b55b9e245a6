/** What a page answers to the gateway's offer; nobody sends media here, so addresses and keys lead nowhere. */
export function answerTo(offer: string): string {
  const mid = /^a=mid:(\S+)/m.exec(offer)?.[1] ?? '0';
  return [
    'v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=group:BUNDLE ${mid}`,
    'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0', 'a=rtcp:9 IN IP4 0.0.0.0', 'a=ice-ufrag:load', 'a=ice-pwd:loadloadloadloadloadload',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => '00').join(':')}`, 'a=setup:passive', `a=mid:${mid}`, 'a=sendrecv', 'a=rtcp-mux',
    'a=rtpmap:0 PCMU/8000', '',
  ].join('\r\n');
}
