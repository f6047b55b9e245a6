import type { ClockTimer } from '../../../clock/clock';
import { CallObject } from '../../legs/call-object';
import type { Leg } from '../../legs/leg';
import type { Session } from '../../session/session';
import type { Api, ApiHost } from './api-host';

interface IvrSettings {
  prompt?: { say?: string; lang?: string; play?: string };
  type?: 'select' | 'inputfixed' | 'inputunknown' | 'noinput';
  inputValidator?: (input: string) => boolean;
  inputLength?: number;
  timeout?: number;
  nextStates?: Record<string, { enter(call: unknown): void }>;
  terminateOn?: string;
  nextState?: { enter(call: unknown): void } | null;
}

const USUAL_TIMEOUT_MS = 5_000;

/** The names of Modules.IVR [typings]. */
export function makeIvr(host: ApiHost): Api {
  return {
    IVR: { reset: () => visitsOf(host.session()).forEach((visit) => visit.leave()) },
    IVRState: class IVRState {
      input = '';
      readonly #complete: unknown;
      readonly #timedOut: unknown;

      constructor(
        readonly name: string,
        readonly settings: IvrSettings,
        ...callbacks: [complete?: unknown, timedOut?: unknown]
      ) {
        [this.#complete, this.#timedOut] = callbacks;
      }

      enter(call: unknown): void {
        const leg = CallObject.legOf(call);
        if (!leg) throw host.session().error('IVRState.enter() expects a call');
        new Visit(leg, this.settings, (input, late) => {
          this.input = input;
          const next = late ? undefined : this.settings.nextStates?.[input];
          if (!late && this.settings.type === 'noinput' && this.settings.nextState) this.settings.nextState.enter(call);
          else if (next) next.enter(call);
          else callIf(late ? this.#timedOut : this.#complete, input);
        });
      }
    },
  };
}

const visits = new WeakMap<Session, Set<Visit>>();

function visitsOf(session: Session): Set<Visit> {
  let all = visits.get(session);
  if (!all) visits.set(session, (all = new Set()));
  return all;
}

/** One stay in one state: plays the prompt, gathers digits, leaves once. */
class Visit {
  private input = '';
  private timer: ClockTimer | null = null;
  private left = false;

  constructor(
    private readonly leg: Leg,
    private readonly settings: IvrSettings,
    private readonly done: (input: string, late: boolean) => void,
  ) {
    visitsOf(leg.session).add(this);
    leg.handlesTones = settings.type !== 'noinput';
    leg.listeners.add('Call.ToneReceived', this.onTone);
    leg.listeners.add('Call.PlaybackFinished', this.onPrompt);
    leg.onEnded(() => this.leave());
    const { play, say, lang } = settings.prompt ?? {};
    if (play) leg.playback.play({ kind: 'sound', url: play, loop: false });
    else if (say) leg.playback.play({ kind: 'speech', text: say, voice: lang ?? '' });
    else this.onPrompt();
  }

  leave(): void {
    if (this.left) return;
    this.left = true;
    this.timer?.cancel();
    visitsOf(this.leg.session).delete(this);
    this.leg.listeners.remove('Call.ToneReceived', this.onTone);
    this.leg.listeners.remove('Call.PlaybackFinished', this.onPrompt);
  }

  private readonly onPrompt = (): void => {
    if (this.settings.type === 'noinput') this.finish('', false);
    else this.await();
  };

  private readonly onTone = ({ tone }: { tone: string }): void => {
    this.leg.playback.stop();
    const { type, terminateOn, inputLength, inputValidator } = this.settings;
    if (type === 'select') return this.finish(tone, false);
    if (type === 'inputunknown' && tone === terminateOn) return this.finish(this.input, false);
    this.input += tone;
    const full = type === 'inputfixed' ? this.input.length >= (inputLength ?? 1) : inputValidator?.(this.input) === true;
    if (full) this.finish(this.input, false);
    else this.await();
  };

  private await(): void {
    if (this.left) return;
    this.timer?.cancel();
    const { session } = this.leg;
    this.timer = session.clock.after(this.settings.timeout ?? USUAL_TIMEOUT_MS, () =>
      session.runCallback('IVRState', () => this.finish(this.input, true), []),
    );
  }

  private finish(input: string, late: boolean): void {
    this.leave();
    this.done(input, late);
  }
}

function callIf(callback: unknown, input: string): void {
  if (typeof callback === 'function') (callback as (input: string) => void)(input);
}
