import { createRandom, type Random } from '../../emulator/clock/random';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Cloud } from '../../emulator/cloud';
import { createCloud } from '../../emulator/create-cloud';
import { LivingMap } from '../../emulator/living';
import type { QueueObserver } from '../../emulator/platform/seams';
import { drawing, type Draw } from '../behaviour/distribution';
import type { Recorder } from '../measure/recorder';
import type { SimulateOptions } from '../options';
import { arrivalsOf } from '../traffic/of-options';
import { StubDesk } from './desk';
import { layGround } from './ground';
import type { LiveCall } from './journal';
import { SimulatedOperator } from './operator';
import { keepShifts } from './shifts';

/** So many timers between two looks at the world outside. */
const STEPS_A_TURN = 20_000;

/** Working days in virtual time: callers arrive, the bundle routes them, operators answer. */
export class Run {
  readonly desk = new StubDesk();
  readonly operators: SimulatedOperator[];
  readonly clock: VirtualClock;
  private readonly cloud: Cloud;
  private readonly live = new LivingMap<string, LiveCall>();
  private readonly patience: Draw | null;
  timersRun = 0;
  private arrived = 0;
  private over = 0;

  constructor(private readonly options: SimulateOptions, private readonly recorder: Recorder) {
    const random = createRandom(options.seed);
    const { rows, users } = layGround(options);
    this.clock = new VirtualClock({ drain: 'flagged' });
    this.cloud = createCloud({
      rows, clock: this.clock, wire: this.desk.wire, realm: 'shared', keepHistory: false, seed: options.seed,
      switches: options.switches ?? {},
    });
    this.cloud.queues.observe(this.observer());
    this.operators = users.map((user, index) => this.signIn(user.name, random.split(`operator-${index}`)));
    keepShifts(this.operators, options.operators.shifts, { clock: this.clock, utcOffsetMinutes: options.utcOffsetMinutes ?? 0 });
    this.patience = options.patienceSeconds === null ? null : drawing('exponential', options.patienceSeconds * 1000, random.split('patience'));
    this.scheduleNext(arrivalsOf(options.traffic, random.split('arrivals'), options.utcOffsetMinutes));
  }

  /** Plays until every call is over, or the signal comes. */
  async play(): Promise<void> {
    const { progress, signal, calls } = this.options;
    while (this.over < calls && !signal?.aborted) {
      for (let i = 0; i < STEPS_A_TURN && this.over < calls; i++) {
        if (!this.clock.step()) throw new Error(`The simulation stands still: ${this.over} of ${calls} calls are over`);
        this.timersRun += 1;
      }
      progress?.(this.over);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.recorder.close({ nowMs: this.clock.now(), operators: this.operators });
    this.cloud.close();
  }

  private signIn(name: string, random: Random): SimulatedOperator {
    const { engine, operators } = this.options;
    const { rejectShare = 0, silentShare = 0 } = operators;
    const device = this.cloud.connectOperator(name, { queueType: engine });
    return new SimulatedOperator(device, {
      engine, clock: this.clock, answerDelayMs: operators.answerDelaySeconds * 1000,
      talk: drawing(operators.service, operators.talkSeconds * 1000, random.split('talk')),
      wrapUp: drawing(operators.service, operators.wrapUpSeconds * 1000, random.split('wrap-up')),
      reaction() {
        if (rejectShare + silentShare === 0) return 'answer';
        const drawn = random.next();
        if (drawn < rejectShare) return 'reject';
        return drawn < rejectShare + silentShare ? 'silent' : 'answer';
      },
    });
  }

  private scheduleNext(next: (afterMs: number) => number): void {
    if (this.arrived >= this.options.calls) return;
    this.clock.after(next(this.clock.now()), () => {
      this.arrive();
      this.scheduleNext(next);
    });
  }

  private arrive(): void {
    const index = this.arrived++;
    const line = this.cloud.dial({
      from: `+79${String(index % 1_000_000_000).padStart(9, '0')}`, to: this.options.ground.number, origin: 'pstn',
    });
    const call: LiveCall = { index, line, acceptedMs: null, waitMs: null, answered: false, patience: null };
    const sessionId = line.sessionId ?? '';
    this.live.set(sessionId, call);
    line.listen({ ended: () => this.ended(sessionId, call) });
  }

  private observer(): QueueObserver {
    return {
      accepted: (sessionId) => {
        const call = this.live.get(sessionId);
        if (!call || call.acceptedMs !== null) return;
        call.acceptedMs = this.clock.now();
        if (this.patience) call.patience = this.clock.after(this.patience(), () => call.line.hangup());
      },
      offered: () => undefined,
      reached: (sessionId) => this.leftQueue(sessionId, true),
      left: (sessionId) => this.leftQueue(sessionId, false),
    };
  }

  private leftQueue(sessionId: string, answered: boolean): void {
    const call = this.live.get(sessionId);
    if (!call || call.acceptedMs === null || call.waitMs !== null) return;
    call.waitMs = this.clock.now() - call.acceptedMs;
    call.answered = answered;
    call.patience?.cancel();
  }

  private ended(sessionId: string, call: LiveCall): void {
    this.live.delete(sessionId);
    call.patience?.cancel();
    if (call.acceptedMs !== null) call.waitMs ??= this.clock.now() - call.acceptedMs;
    this.over += 1;
    this.recorder.over(call, this.clock.now());
  }
}
