import { wallMs } from '../../contracts/time';
import type { Me } from '../../contracts/desk-api';
import type { WrapUp } from '../../contracts/desk-wrap-up';
import { allChecks, initialState, reduce, type Clocks, type Effect, type PageEvent, type PageState, type SoundTrouble } from '../../operator/state';

/** The reducer with a page's clock, and a platform that answers each status as a row wants it. */
export interface Operator {
  state: PageState;
  /** All effects so far. */
  effects: Effect[];
  /** What the platform makes of a status request: its answer, or null for none. */
  answers: (status: string) => { ok: boolean; status: string | null } | null;
}

export const PAGE_ID = 'page';
export const START_MS = 1_000_000;

export function me(changes: Partial<Me> = {}): Me {
  return {
    operator: 'anna', displayName: 'Анна Орлова', supervisor: false,
    franchise: { name: 'north', title: 'Школа «Север»', region: 'RU', timeZone: 'Europe/Moscow' },
    voximplant: { login: 'anna@app.acc.voximplant.com', node: 'NODE_1', queueType: 'SmartQueue', serverIp: null },
    intake: {
      rejectDefault: 'pass', rejectHoldoutMs: 30_000, ringMs: 20_000, missesInRow: 3, banLiftMs: 60_000,
      wrapUp: { limitMs: 180_000, warnMs: 30_000, onLimit: 'off' }, graceMs: 60_000,
    },
    customers: { source: 'own', creationUrl: null },
    ...changes,
  };
}

export function acd(changes: Partial<Me> = {}): Me {
  return me({ voximplant: { ...me().voximplant, queueType: 'ACD' }, ...changes });
}

export function createOperator(): Operator {
  return { state: initialState(PAGE_ID, START_MS), effects: [], answers: (status) => ({ ok: true, status }) };
}

/** The page's clocks at the moment of a state; the one on the wall shows the same. */
export function clocksOf({ nowMs }: PageState): Clocks {
  return { nowMs: () => nowMs, wall: () => wallMs(nowMs) };
}

type Without<T> = T extends unknown ? Omit<T, 'atMs'> : never;
export type Happening = Without<PageEvent>;

/** One event now; the platform's answers to status requests come at once. Returns the effects. */
export function send(operator: Operator, happening: Happening, afterMs = 0): Effect[] {
  const event = { ...happening, atMs: operator.state.nowMs + afterMs } as PageEvent;
  const { state, effects } = reduce(operator.state, event);
  operator.state = state;
  operator.effects.push(...effects);
  const asked = effects.find((effect) => effect.type === 'phone.setStatus');
  const answer = asked ? operator.answers(asked.status) : null;
  if (!asked || !answer) return [...effects];
  return [...effects, ...send(operator, { type: 'phone.statusAnswer', id: asked.id, ...answer })];
}

/** Ticks once a second, as the page does. */
export function wait(operator: Operator, ms: number): Effect[] {
  const effects: Effect[] = [];
  for (let leftMs = ms; leftMs > 0; leftMs -= 1_000) effects.push(...send(operator, { type: 'tick' }, Math.min(1_000, leftMs)));
  return effects;
}

/** Signed in, leading, connected, intake off: «Прием звонков отключен». */
export function opened(profile = me()): Operator {
  const operator = createOperator();
  send(operator, { type: 'desk.profile', me: profile });
  send(operator, { type: 'desk.up' });
  send(operator, { type: 'desk.leadership', leadership: { leads: true, expiresInMs: 15_000, takenOver: false } });
  send(operator, { type: 'phone.up', status: 'ONLINE' });
  return operator;
}

/** «Прием звонков разрешен». */
export function ready(profile = me()): Operator {
  const operator = opened(profile);
  send(operator, { type: 'user.intakeOn' });
  send(operator, { type: 'checks.done', results: allChecks('ok') });
  return operator;
}

export interface RingOptions { callId?: string | null; legId?: string; number?: string }

export function ring(operator: Operator, { callId = '7', legId = 'leg', number = '+79161234567' }: RingOptions = {}): Effect[] {
  return send(operator, { type: 'phone.ring', legId, callId, offerId: callId === null ? null : `${callId}:1`, number });
}

export function ringing(profile = me()): Operator {
  const operator = ready(profile);
  ring(operator);
  return operator;
}

export function talking(profile = me()): Operator {
  const operator = ringing(profile);
  send(operator, { type: 'user.answer' });
  send(operator, { type: 'phone.connected', legId: 'leg' });
  send(operator, { type: 'phone.audio', legId: 'leg' });
  return operator;
}

/** «Разговор с клиентом завершен»: the caller hung up after a while. */
export function wrappingUp(profile = me(), talkMs = 30_000): Operator {
  const operator = talking(profile);
  wait(operator, talkMs);
  end(operator);
  return operator;
}

export function end(operator: Operator, changes: { legId?: string; elsewhere?: boolean; network?: boolean; silent?: SoundTrouble } = {}): Effect[] {
  return send(operator, { type: 'phone.ended', legId: 'leg', elsewhere: false, network: false, ...changes });
}

export function write(operator: Operator, text: string): Effect[] {
  return send(operator, { type: 'user.comment', text });
}

export function closedLease(changes: Partial<WrapUp> = {}): WrapUp {
  return {
    callId: '7', operator: 'anna', state: 'closed', closedBy: 'save', openedAt: null,
    limitInMs: null, warnInMs: null, extensions: 0, ...changes,
  };
}

export function types(effects: readonly Effect[]): string[] {
  return effects.map((effect) => effect.type);
}

/** Effects of one kind, all of them so far. */
export function all<T extends Effect['type']>(operator: Operator, type: T): Extract<Effect, { type: T }>[] {
  return operator.effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
}

export function statuses(operator: Operator): string[] {
  return all(operator, 'phone.setStatus').map((effect) => effect.status);
}
