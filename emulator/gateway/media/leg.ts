import type { Heard } from '../../platform/lines';
import { audioDirection, iceUser } from '../sdp/read';
import { answerAgain, audioOnly, dtlsRole, asMediaServer, refuseOthers } from '../sdp/rewrite';
import type { Exchange } from './exchange';
import { createPeer, type Peer } from './peer';
import { createPlayer, type PlayerOptions } from './player';
import type { Reach } from './reach';

/** The media of one call at one page. */
export interface MediaLeg {
  /** The page offered. */
  answer(offer: string): Promise<string>;
  /** We offer, the page accepts. */
  offer(): Promise<string>;
  accept(answer: string): Promise<void>;
  /** The page offers anew: hold, unhold, ICE restart. */
  reanswer(offer: string): Promise<string>;
  hear(heard: Heard): void;
  /** Its microphone is that of a leg from now on. */
  speakAs(legId: string): void;
  /** The transport dies; the leg lives on and may be offered anew. */
  drop(): void;
  close(): void;
}

export interface LegOptions extends Omit<PlayerOptions, 'emit'> {
  reach: Reach;
  exchange: Exchange;
  closed(leg: MediaLeg): void;
}

/** The descriptions in force. */
interface Agreed {
  local: string;
  remote: string;
  role: 'active' | 'passive';
}

export function createMediaLeg(options: LegOptions): MediaLeg {
  return new PeerLeg(options);
}

class PeerLeg implements MediaLeg {
  private readonly peer: Peer;
  private legId = '';
  private agreed: Agreed = { local: '', remote: '', role: 'passive' };
  private version = 1;
  /** The page does not want to hear anything while it holds. */
  private isHeard = true;
  private readonly player;

  constructor(private readonly options: LegOptions) {
    this.peer = createPeer(options.reach, (frame) => {
      if (this.legId !== '') options.exchange.publish(this.legId, frame);
    });
    this.player = createPlayer({ ...options, emit: (frame) => this.isHeard && this.peer.send(frame) });
  }

  async answer(offer: string): Promise<string> {
    const local = asMediaServer(await this.peer.answer(audioOnly(offer)));
    this.agreed = { local, remote: offer, role: dtlsRole(local) === 'active' ? 'passive' : 'active' };
    return refuseOthers(local, offer);
  }

  async offer(): Promise<string> {
    this.agreed.local = asMediaServer(await this.peer.offer());
    return this.agreed.local;
  }

  async accept(answer: string): Promise<void> {
    await this.peer.accept(audioOnly(answer));
    this.agreed = { ...this.agreed, remote: answer, role: dtlsRole(answer) };
  }

  async reanswer(offer: string): Promise<string> {
    const direction = audioDirection(offer);
    this.isHeard = direction === 'sendrecv' || direction === 'recvonly';
    if (iceUser(offer) !== iceUser(this.agreed.remote)) {
      this.agreed.local = asMediaServer(await this.peer.restart(audioOnly(offer)));
    }
    this.agreed.remote = offer;
    this.version += 1;
    return answerAgain({ offer, direction, ...this.agreed, version: this.version });
  }

  hear(heard: Heard): void {
    this.player.hear(heard);
  }

  speakAs(legId: string): void {
    this.legId = legId;
  }

  drop(): void {
    this.peer.drop();
  }

  close(): void {
    this.player.stop();
    this.peer.close();
    this.options.closed(this);
  }

}
