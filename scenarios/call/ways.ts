import type { OutState } from './outbound';
import type { CallState } from './state';

export type StateName = CallState['at'];

/** What a person needs to know of a state; the code that makes it true stands in the other files. */
export interface StateCard<Name = StateName> {
  readonly hears: string;
  /** The longest it can last. */
  readonly atMost: string;
  readonly goes: readonly Name[];
}

/** Where the way out may lead at once, by the steps that are configured. */
const WAY_OUT = ['goodbye', 'asking', 'forwarding', 'voicemail', 'queueing', 'draining'] as const;

/** Every state of a call. A test plays thousands of histories and holds that this is all there is. */
export const WAYS: Readonly<Record<StateName, StateCard>> = {
  alerting: { hears: 'ringing', atMost: '10 s', goes: ['greeting', 'menu', ...WAY_OUT] },
  greeting: { hears: 'the greeting and the recording notice', atMost: 'their length, and 1.5 s for the desk', goes: ['menu', 'queueing', 'draining'] },
  menu: { hears: 'the menu', atMost: 'its length and the time to answer', goes: ['queueing', 'draining'] },
  queueing: { hears: 'music', atMost: '10 s for the verdict', goes: ['waiting', 'offered', 'reached', 'goodbye', 'asking', 'forwarding', 'voicemail', 'draining'] },
  waiting: { hears: 'music and announcements', atMost: 'the maximum wait', goes: ['offered', 'reached', ...WAY_OUT] },
  offered: { hears: 'music', atMost: 'the ring limit and 5 s', goes: ['waiting', 'reached', 'talking', ...WAY_OUT] },
  reached: { hears: 'music', atMost: '3 s for the first sign of life', goes: ['talking', ...WAY_OUT] },
  talking: { hears: 'the operator', atMost: '30 s after the last sign of life', goes: ['transferring', ...WAY_OUT] },
  transferring: { hears: 'music, while the other side rings', atMost: '20 s, and 3 s for a sign of life', goes: ['consulting', 'talking', 'forwarded', ...WAY_OUT] },
  consulting: { hears: 'music, while operator and colleague talk', atMost: '10 min', goes: ['talking', 'forwarded', 'draining'] },
  goodbye: { hears: 'a sentence on the way out', atMost: 'its length', goes: ['asking', 'forwarding', 'voicemail', 'queueing', 'draining'] },
  asking: { hears: 'whether he wants to be called back', atMost: 'the question and the time to answer', goes: ['goodbye', 'forwarding', 'voicemail', 'queueing', 'draining'] },
  forwarding: { hears: 'music', atMost: 'the ring limit of that number', goes: ['forwarded', 'goodbye', 'asking', 'voicemail', 'queueing', 'draining'] },
  forwarded: { hears: 'the other number', atMost: '4 h', goes: ['draining'] },
  voicemail: { hears: 'intro and tone, then nothing', atMost: 'them, the limit of the message and 5 s', goes: ['draining'] },
  draining: { hears: 'nothing', atMost: '45 s for the last events', goes: ['ended'] },
  ended: { hears: 'nothing', atMost: 'the session is over', goes: [] },
};

/** The same of a call out; `hears` is the operator. */
export const OUT_WAYS: Readonly<Record<OutState['at'], StateCard<OutState['at']>>> = {
  ringing: { hears: 'that it rings', atMost: '55 s', goes: ['talking', 'draining'] },
  talking: { hears: 'the customer', atMost: '30 s after the last sign of life', goes: ['draining'] },
  draining: { hears: 'nothing', atMost: '45 s for the last events', goes: ['ended'] },
  ended: { hears: 'nothing', atMost: 'the session is over', goes: [] },
};
