import type { CallbackView, Colleague, ListedNumber } from '../../../contracts/desk-callers';
import type { OperatorView, WaitingCall } from '../../../contracts/desk-journal';
import type { Callers } from '../../../operator/view/callers';
import { START_MS } from '../../operator/world';
import { ANNA } from './catalogue';

/** What the desk says in pictures about callers and colleagues. */
const callback = (minute: number, change: Partial<CallbackView>): CallbackView => ({
  callId: `b${minute}`, number: '+79265550134', calledAt: `2026-03-04T09:${String(minute).padStart(2, '0')}:00Z`,
  requestedAt: '2026-03-04T09:50:00Z', times: 1, customer: null, taken: null, done: null, recordings: [], ...change,
});
const CALLBACKS = [
  callback(3, { number: '+79161234567', customer: ANNA, times: 3 }),
  callback(12, { taken: { by: 'boris', displayName: 'Борис Ким', freeInMs: 600_000 } }),
  callback(40, { number: '+79031112233', taken: { by: 'anna', displayName: 'Анна Орлова', freeInMs: 600_000 } }),
];

const listed = (number: string, change: Partial<ListedNumber>): ListedNumber =>
  ({ number, list: 'blocked', note: '', by: 'anna', at: '2026-03-04T09:12:00Z', customer: null, ...change });
const NUMBERS = [listed('+79265550134', { note: 'Реклама, звонит каждый день' }), listed('+79161234567', { list: 'urgent', customer: ANNA })];

const COLLEAGUES: Colleague[] = [
  { operator: 'boris', displayName: 'Борис Ким', presence: 'ready', since: null, forMs: null, free: true },
  { operator: 'vera', displayName: 'Вера Константинопольская-Преображенская', presence: 'ready', since: null, forMs: null, free: true },
  { operator: 'gleb', displayName: 'Глеб Титов', presence: 'talking', since: null, forMs: null, free: false },
  { operator: 'dina', displayName: 'Дина Юсупова', presence: 'offline', since: null, forMs: null, free: false },
];

const ago = (ms: number): string => new Date(START_MS - ms).toISOString();
const waiting = (callId: string, waitedMs: number, change: Partial<WaitingCall>): WaitingCall => ({
  callId, waitedMs, direction: 'in', from: '+79265550134', fromRaw: '', to: '+74951234567', startedAt: ago(waitedMs), end: null, phase: 'waiting',
  waitMs: 0, talkMs: 0, operator: null, customer: null, comment: null, comments: [], handled: null, recordings: [], ...change,
});
const operator = (name: string, displayName: string, change: Partial<OperatorView>): OperatorView =>
  ({ operator: name, displayName, presence: 'ready', since: ago(64_000), forMs: 64_000, wrapUp: null, ...change });
const OPERATORS = [
  operator('anna', 'Анна Орлова', {}),
  operator('boris', 'Борис Ким', { presence: 'talking', since: ago(312_000), forMs: 312_000 }),
  operator('vera', 'Вера Константинопольская-Преображенская', {
    presence: 'wrap-up', since: ago(95_000), forMs: 95_000,
    wrapUp: { callId: '5', operator: 'vera', state: 'open', closedBy: null, openedAt: ago(95_000), limitInMs: null, warnInMs: null, extensions: 0 },
  }),
  operator('gleb', 'Глеб Титов', { presence: 'paused', since: ago(20_000), forMs: 20_000 }),
  operator('dina', 'Дина Юсупова', { presence: 'offline', since: null, forMs: null }),
];

export const CALLERS: Callers = {
  callbacks: async ({ state }) => ({ items: state === 'open' ? CALLBACKS : [], next: null }),
  takeCallback: async () => callback(3, {}),
  giveBackCallback: async () => callback(3, {}),
  markCallback: async () => callback(3, {}),
  numbers: async () => NUMBERS,
  list: async () => undefined,
  unlist: async () => undefined,
  recordingUrl: async () => 'about:blank',
  colleagues: async () => COLLEAGUES,
  team: async () => ({ atMs: START_MS, waiting: [waiting('1', 214_000, {}), waiting('2', 41_000, { phase: 'ringing' }), waiting('3', 9_000, { from: null })], operators: OPERATORS }),
  takeOut: async (callId) => ({ commandId: callId, applied: true, why: 'applied' }),
  releaseWrapUp: async () => undefined,
  onNews: () => () => undefined,
};
