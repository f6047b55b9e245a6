import { CallObject } from '../legs/call-object';
import type { Leg } from '../legs/leg';
import type { Session } from '../session/session';
import { Emitter } from './emitter';
import { Sender } from './sender';
import { MediaUnit, UNIT } from './unit';

interface EndpointCard {
  leg: Leg;
  mode: string;
  direction: string;
  displayName: string;
}

/** The scenario's Conference (Modules.Conference): mixes all that is sent to it, one mix for all. */
export class ConferenceObject extends Sender {
  readonly #session: Session;
  readonly #unit: MediaUnit;
  readonly #endpoints = new Map<string, EndpointObject>();
  #over = false;

  constructor(session: Session) {
    const id = `conference-${session.core.nextSoundId()}`;
    super(session, 'ConferenceEvents', id);
    this.#session = session;
    this.#unit = new MediaUnit(id, { mixes: true, gives: () => ({ kind: 'conference', id }) });
    this.#raise('Conference.Started', {});
  }

  get [UNIT](): MediaUnit {
    return this.#unit;
  }

  add(parameters: unknown): EndpointObject | undefined {
    const { call, mode, direction, displayName } = Object(parameters) as Record<string, unknown>;
    const leg = CallObject.legOf(call);
    if (!leg) {
      this.#session.violation('Conference.add() expects {call}');
      return undefined;
    }
    const card = { leg, mode: asText(mode, 'MIX'), direction: asText(direction, 'BOTH'), displayName: asText(displayName, '') };
    const endpoint = new EndpointObject(`endpoint-${leg.id}`, card);
    this.#endpoints.set(endpoint.id(), endpoint);
    if (card.direction !== 'RECEIVE') leg.unit.sendTo(this.#unit);
    if (card.direction !== 'SEND') this.#unit.sendTo(leg.unit);
    leg.onEnded(() => this.#remove(endpoint));
    this.#raiseEndpoint('Conference.EndpointAdded', endpoint);
    return endpoint;
  }

  get(id: unknown): EndpointObject | undefined {
    return this.#endpoints.get(String(id));
  }

  getList(): EndpointObject[] {
    return [...this.#endpoints.values()];
  }

  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#unit.detach();
    this.#endpoints.clear();
    this.#raise('Conference.Stopped', {});
  }

  #remove(endpoint: EndpointObject): void {
    if (this.#endpoints.delete(endpoint.id())) this.#raiseEndpoint('Conference.EndpointRemoved', endpoint);
  }

  #raiseEndpoint(name: string, endpoint: EndpointObject): void {
    const [mode, direction] = [endpoint.getMode(), endpoint.getDirection()];
    this.#raise(name, { mode, direction, endpointId: endpoint.id(), endpoint });
  }

  #raise(name: string, fields: object): void {
    Emitter.raise(this, name, { conference: this, ...fields });
  }
}

export class EndpointObject {
  readonly #id: string;
  readonly #card: EndpointCard;

  constructor(id: string, card: EndpointCard) {
    this.#id = id;
    this.#card = card;
  }

  id(): string {
    return this.#id;
  }

  getCall(): CallObject {
    return this.#card.leg.call;
  }

  getMode(): string {
    return this.#card.mode;
  }

  getDirection(): string {
    return this.#card.direction;
  }

  setDisplayName(name: unknown): void {
    this.#card.displayName = String(name);
  }
}

function asText(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
