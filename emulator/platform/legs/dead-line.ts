import type { Clock } from '../../clock/clock';
import type { Line, LineEnd, LineListener } from '../lines';
import { reasonOf } from './codes';

/** A call that reaches nobody: it ends in a moment with this code. */
export function deadLine(clock: Clock, options: { legId: string; number: string; code: number }): Line {
  const listeners: LineListener[] = [];
  let state: Line['state'] = 'alerting';
  const end: LineEnd = {
    code: options.code,
    reason: reasonOf(options.code),
    headers: {},
    answeredElsewhere: false,
    wasConnected: false,
  };
  clock.after(0, () => {
    state = 'ended';
    for (const listener of listeners) listener.ended?.(end);
  });
  const nothing = () => undefined;
  return {
    legId: options.legId,
    get state() {
      return state;
    },
    number: options.number,
    displayName: '',
    headers: {},
    listen: (listener) => void listeners.push(listener),
    hangup: nothing,
    sendMessage: nothing,
    sendInfo: nothing,
    sendTone: nothing,
    setSpeaking: nothing,
    hold: nothing,
  };
}
