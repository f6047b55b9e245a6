import { isIPv6 } from 'node:net';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { reachableAt } from '../sdp/rewrite';
import { frameSamples } from './g711';
import type { Reach } from './reach';

/** One WebRTC end of the gateway: audio in PCMU, ICE-lite. */
export interface Peer {
  answer(offer: string): Promise<string>;
  /** Answers an offer with new ICE credentials; the DTLS association lives on. */
  restart(offer: string): Promise<string>;
  offer(): Promise<string>;
  accept(answer: string): Promise<void>;
  send(frame: Buffer): void;
  /** Nothing gets in or out any more, and nobody is told: a network path that is gone. */
  drop(): void;
  close(): void;
}

const pcmuPayload = 0;

/**
 * ICE-lite never sends a check, so no address is asked for anything; STUN servers and werift's own look at the
 * machine's addresses are off. It opens a socket for IPv4 and one for IPv6 where that is there; at which addresses
 * they are reached is written into the description, since those may change while the socket lives.
 */
export function createPeer(reach: Reach, heard: (frame: Buffer) => void): Peer {
  let isDropped = false;
  const connection = new RTCPeerConnection({
    iceServers: [],
    iceLite: true,
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: oneOfEachFamily(reach.addresses()),
    iceInterfaceAddresses: reach.binds,
    iceFilterStunResponse: () => !isDropped,
    bundlePolicy: 'max-bundle',
    codecs: { audio: [pcmu()], video: [] },
    headerExtensions: { audio: [], video: [] },
  });
  const track = new MediaStreamTrack({ kind: 'audio' });
  connection.addTransceiver(track, { direction: 'sendrecv' });
  const listened = new WeakSet<MediaStreamTrack>();
  connection.onTrack.subscribe((incoming) => {
    // A renewed offer announces the same track again.
    if (listened.has(incoming)) return;
    listened.add(incoming);
    incoming.onReceiveRtp.subscribe((packet) => {
      if (isDropped) return;
      if (packet.header.payloadType === pcmuPayload && packet.payload.length > 0) heard(packet.payload);
    });
  });
  const answer = async (offer: string) => {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await connection.setLocalDescription(await connection.createAnswer());
    return describe();
  };
  const write = createSender(track);
  const describe = () => reachableAt(connection.localDescription?.sdp ?? '', reach.addresses());
  return {
    answer,
    async restart(offer) {
      isDropped = false;
      const local = await answer(offer);
      // werift starts ICE anew only where DTLS is not connected yet.
      for (const transport of connection.iceTransports) transport.start().catch(() => {});
      return local;
    },
    async offer() {
      await connection.setLocalDescription(await connection.createOffer());
      return describe();
    },
    accept: (answer) => connection.setRemoteDescription({ type: 'answer', sdp: answer }),
    send(frame) {
      if (!isDropped) write(frame, connection.dtlsTransports.some(({ state }) => state === 'connected'));
    },
    drop() {
      isDropped = true;
    },
    close() {
      // What is left undone at the end of a transport hurts nobody.
      connection.close().catch(() => {});
    },
  };
}

function oneOfEachFamily(addresses: readonly string[]): string[] {
  return [false, true].flatMap((wanted) => addresses.filter((address) => isIPv6(address) === wanted).slice(0, 1));
}

/** Time goes on for what is not sent: the page has no transport yet, or none any more. */
function createSender(track: MediaStreamTrack): (frame: Buffer, isUp: boolean) => void {
  let sequenceNumber = 0;
  let timestamp = 0;
  return (frame, isUp) => {
    if (isUp) track.writeRtp(new RtpPacket(new RtpHeader({ payloadType: pcmuPayload, sequenceNumber, timestamp, marker: sequenceNumber === 0 }), frame));
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    timestamp = (timestamp + frameSamples) >>> 0;
  };
}

function pcmu(): RTCRtpCodecParameters {
  return new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1, payloadType: pcmuPayload });
}
