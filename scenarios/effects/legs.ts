import { LEG_MESSAGES } from '../../contracts/desk-commands';
import type { Guard } from '../queue/port';
import { attempt } from './guard';
import { listenTo } from './listen';
import type { Log } from './log';

export interface LegListener {
  up(leg: number): void;
  alive(leg: number): void;
  bye(leg: number): void;
  /** `code`: the platform's where the leg never connected, else 0. */
  gone(leg: number, code: number): void;
}

/** The legs of one call besides the caller's, by the numbers that the machine knows them under. */
export interface Legs {
  /** Its number; a leg seen for the first time is listened to from now on. */
  numberOf(leg: Call): number;
  byNumber(leg: number): Call | undefined;
  hangUp(leg: number): void;
  hangUpAll(): void;
}

export function createLegs(listener: LegListener, guard: Guard, log: Log): Legs {
  const legs: Call[] = [];
  const gone = new Set<number>();

  const listen = (leg: Call, number: number) => {
    const on = listenTo(leg, guard);
    const over = (code: number) => {
      gone.add(number);
      listener.gone(number, code);
    };
    on(CallEvents.MessageReceived, ({ text }) => {
      if (text === LEG_MESSAGES.alive) listener.alive(number);
      if (text === LEG_MESSAGES.bye) listener.bye(number);
    });
    on(CallEvents.Connected, () => listener.up(number));
    on(CallEvents.Disconnected, () => over(0));
    on(CallEvents.Failed, ({ code }) => over(code));
  };
  const hangUp = (number: number) => {
    const leg = legs[number];
    if (leg && !gone.has(number)) attempt(log, 'hanging up an operator', () => leg.hangup());
  };

  return {
    numberOf: (leg) => {
      const known = legs.indexOf(leg);
      if (known >= 0) return known;
      legs.push(leg);
      listen(leg, legs.length - 1);
      return legs.length - 1;
    },
    byNumber: (leg) => legs[leg],
    hangUp,
    hangUpAll: () => legs.forEach((_leg, number) => hangUp(number)),
  };
}
