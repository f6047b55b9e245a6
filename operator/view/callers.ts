import type { PageOf, CommandOutcome } from '../../contracts/desk-api';
import type { CallbackView, Colleague, ListedNumber, NumberList } from '../../contracts/desk-callers';
import type { DeskToPage } from '../../contracts/desk-live';
import type { DeskHttp } from '../desk/desk-http';
import type { Clocks } from '../state';
import type { Team } from './ages';

/** What the sections about callers and colleagues need of the desk. */
export interface Callers {
  callbacks: (asked: { state: 'open' | 'done'; cursor: string | null }) => Promise<PageOf<CallbackView>>;
  takeCallback: (callId: string) => Promise<CallbackView>;
  giveBackCallback: (callId: string) => Promise<CallbackView>;
  markCallback: (callId: string, done: boolean) => Promise<CallbackView>;
  numbers: () => Promise<ListedNumber[]>;
  list: (number: string, list: NumberList, note: string) => Promise<void>;
  unlist: (number: string) => Promise<void>;
  /** An address that an audio element can play. */
  recordingUrl: (callId: string, index: number) => Promise<string>;
  colleagues: () => Promise<Colleague[]>;
  /** `atMs`: when it was told, by the page's clock. */
  team: () => Promise<Team>;
  takeOut: (callId: string) => Promise<CommandOutcome>;
  releaseWrapUp: (callId: string, operator: string) => Promise<void>;
  /** One of these live messages came. Returns how to stop. */
  onNews: (types: readonly DeskToPage['type'][], listener: () => void) => () => void;
}

export interface CallersParts { clock: Clocks; http: DeskHttp; base: string; onMessage: (listener: (message: DeskToPage) => void) => () => void }

export function createCallers({ clock, http, base, onMessage }: CallersParts): Callers {
  const at = (callId: string) => ({ params: { callId } });
  return {
    callbacks: ({ state, cursor }) => http.call('GET /api/callbacks', { query: { state, ...(cursor === null ? {} : { cursor }) } }),
    takeCallback: (callId) => http.call('POST /api/callbacks/:callId/take', at(callId)),
    giveBackCallback: (callId) => http.call('POST /api/callbacks/:callId/give-back', at(callId)),
    markCallback: (callId, done) => http.call('POST /api/callbacks/:callId/done', { ...at(callId), body: { done } }),
    numbers: async () => (await http.call('GET /api/listed-numbers', {})).numbers,
    async list(number, list, note) {
      await http.call('PUT /api/listed-numbers', { body: { number, list, note } });
    },
    async unlist(number) {
      await http.call('POST /api/listed-numbers/remove', { body: { number } });
    },
    async recordingUrl(callId, index) {
      const input = { params: { callId, index: String(index) } };
      return base + (await http.call('POST /api/calls/:callId/recordings/:index/link', input)).url;
    },
    colleagues: async () => (await http.call('GET /api/colleagues', {})).colleagues,
    team: async () => ({ ...(await http.call('GET /api/supervisor', {})), atMs: clock.nowMs() }),
    takeOut: (callId) => http.call('POST /api/supervisor/take-out', { body: { callId, commandId: crypto.randomUUID() } }),
    async releaseWrapUp(callId, operator) {
      await http.call('POST /api/supervisor/release-wrap-up', { body: { callId, operator } });
    },
    onNews: (types, listener) => onMessage(({ type }) => { if (types.includes(type)) listener(); }),
  };
}
