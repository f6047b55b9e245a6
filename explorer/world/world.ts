import type { CallSettings } from '../../contracts/call-settings';
import { VirtualClock } from '../../emulator/clock/virtual-clock';
import type { Cloud } from '../../emulator/cloud';
import { createCloud } from '../../emulator/create-cloud';
import { RealmPool } from '../../emulator/platform/realm/realm-pool';
import type { Switches } from '../../emulator/switches';
import { Monitor } from '../invariants/monitor';
import { deployedAccount, operatorRow } from './account';
import { describeAction, type Action } from './action';
import { runTo, sayAgain, type Begun } from './begun';
import { ExploredCaller } from './caller';
import { ExploredDesk, type DeskPush } from './desk';
import { MachineClock } from './machine-clock';
import { LateAnswer } from './late-answer';
import { CloudInputs } from './cloud-inputs';
import { Digest } from './digest';
import type { Note } from './note';
import { ExploredOperator } from './operator';
import { noteCaller, notePage } from './observe';
import { Schedule } from './schedule';

export interface WorldOptions {
  script: string;
  settings: CallSettings;
  callers: number;
  operators: number;
  switches: Partial<Switches>;
  seed: number;
}

/** Nothing to be seen for this long: what was to happen has happened. */
export const QUIET_MS = 35_000;
/** Worlds live one after another; what they compile is the same. */
const POOL = new RealmPool();
/** By the options themselves: an exploration makes its worlds of the same ones. */
const BEGUN = new WeakMap<WorldOptions, Begun>();
/** The desk's live channel. */
const PUSH_MS = 15;

/** One cloud with its scenario, its operators' pages, its callers and a desk, in virtual time. */
export class World {
  readonly clock = new VirtualClock({ drain: 'flagged' });
  readonly schedule = new Schedule(this.clock);
  readonly cloud: Cloud;
  readonly desk: ExploredDesk;
  readonly operators: ExploredOperator[] = [];
  readonly callers: ExploredCaller[] = [];
  readonly monitor: Monitor;
  readonly notes: Note[] = [];
  private readonly inputs = new CloudInputs(this.clock);
  private readonly lateAnswer = new LateAnswer(this.clock, this.inputs);
  private beganMs = 0;

  constructor(readonly options: WorldOptions) {
    const { settings, switches, seed } = options;
    const { clock, schedule, inputs } = this;
    const rows = deployedAccount(options);
    this.desk = new ExploredDesk({
      schedule, clock: new MachineClock(schedule, 0), push: (operator) => this.pushTo(operator), cloud: () => this.cloud,
      isPageAwake: (pageId) => this.operators.some((operator) => operator.state?.pageId === pageId && !operator.isAsleep),
      heardPass: (operator, callId, others) => this.monitor.passHeard(operator, callId, others),
    });
    this.cloud = createCloud({
      rows, clock, switches, seed, recorder: inputs, faults: this.lateAnswer, wire: this.desk.wire, realm: 'shared', realmPool: POOL, httpLatencyMs: 20, storageLatencyMs: 5, keepHistory: false,
      accessBase: 'https://127.0.0.1', accessSecureBase: 'https://127.0.0.1',
    });
    this.monitor = new Monitor(this);
    for (let n = 1; n <= options.operators; n++) this.operators.push(this.makeOperator(n, settings));
    for (let n = 1; n <= options.callers; n++) this.callers.push(this.makeCaller(n));
  }

  /** The next OperatorReached will come late. */
  get isReachedLate(): boolean {
    return this.lateAnswer.isNext;
  }

  get nowMs(): number {
    return this.clock.now() - this.beganMs;
  }

  note(who: string, what: string): void {
    this.notes.push({ atMs: this.nowMs, who, what });
  }

  /**
   * Everybody has the page open and intake on; the history begins here. Worlds of the same options begin alike, so
   * all but the first take over how everything stood then.
   */
  async begin(): Promise<void> {
    const begun = BEGUN.get(this.options);
    if (begun) this.resume(begun);
    else BEGUN.set(this.options, await this.beginAtLength());
    this.beganMs = this.clock.now();
    this.notes.length = 0;
  }

  private resume({ atMs, said, pages, desk }: Begun): void {
    const devices = sayAgain(said, this);
    runTo(this.clock, atMs);
    this.desk.resume(desk);
    this.operators.forEach((operator, at) => {
      const [state, device] = [pages[at], devices[at]];
      if (state && device) operator.resume(state, device);
    });
  }

  private async beginAtLength(): Promise<Begun> {
    const said = this.inputs.keep();
    for (const operator of this.operators) {
      operator.open();
      await this.clock.runUntil(() => operator.state?.tab.leads === true && operator.state.phone.link === 'up', 5_000);
      operator.user({ type: 'user.intakeOn' });
      await this.clock.runUntil(() => operator.state?.sync.platform === 'READY', 5_000);
    }
    await this.clock.runFor(1_000);
    const pages = this.operators.map(({ state }) => state);
    return { atMs: this.clock.now(), said: said(), pages, desk: this.desk.begun() };
  }

  /**
   * Two worlds with the same one have the same future: equal inputs to the cloud, equal pages, desk and watch,
   * and the same things to come in the same order.
   */
  stateKey(): string {
    const { clock, inputs, schedule, desk, monitor, operators, callers } = this;
    const rest = [this.isReachedLate, schedule.pending(), desk.snapshot(), monitor.snapshot(), operators.map((one) => one.snapshot()), callers.map((one) => one.snapshot())];
    return new Digest().add(`${clock.now()} ${inputs.hash} ${JSON.stringify(rest)}`).value;
  }

  /** No state key is asked for after this. */
  endsHere(): void {
    this.inputs.stop();
  }

  /** False where waiting brings nothing more. */
  async take(action: Action): Promise<boolean> {
    if (action.kind === 'wait') {
      const before = this.notes.length;
      return this.clock.runUntil(() => this.notes.length > before, QUIET_MS);
    }
    this.note('do', describeAction(action));
    this.monitor.acting(action);
    this.act(action);
    this.monitor.acted(action);
    return true;
  }

  private act({ kind, at }: Action): void {
    const caller = this.callers[at];
    const operator = this.operators[at];
    switch (kind) {
      case 'dial': return caller?.dial();
      case 'hangUp': return caller?.hangUp();
      case 'takeOut': return caller && this.desk.takeOut(caller.number);
      case 'deskDown': return this.setDesk(false);
      case 'deskUp': return this.setDesk(true);
      case 'open': return operator?.open();
      case 'close': return operator?.close();
      case 'reload':
        operator?.close();
        return operator?.open();
      case 'cut': return operator?.phone?.cut();
      case 'restore': return operator?.phone?.restore();
      case 'sleep': return operator?.page?.sleep();
      case 'wake': return operator?.page?.wakeUp();
      case 'late': return operator?.sendLate();
      case 'clockJump': return operator?.clock.jump();
      case 'deskClockJump': return this.desk.clock.jump();
      case 'reachedLate':
        this.lateAnswer.isNext = true;
        return;
      case 'answer': return operator?.user({ type: 'user.answer' });
      case 'pass':
      case 'drop': return operator?.user({ type: 'user.reject', how: kind });
      case 'endTalk': return operator?.user({ type: 'user.hangUp' });
      case 'save': return operator?.user({ type: 'user.save' });
      case 'cancel': return operator?.user({ type: 'user.cancel' });
      case 'intakeOn': return operator?.user({ type: 'user.intakeOn' });
      case 'intakeOff': return operator?.user({ type: 'user.intakeOff' });
      case 'wait': return;
    }
  }

  private setDesk(isUp: boolean): void {
    this.desk.isUp = isUp;
    for (const { page } of this.operators) {
      page?.send(isUp ? { type: 'desk.up' } : { type: 'desk.down', retryInMs: null, signedOut: false });
    }
  }

  private pushTo(name: string): DeskPush {
    const operator = this.operators.find((one) => one.name === name);
    return {
      holdoutOver: (callId) => void this.schedule.after(PUSH_MS, [name, callId], () => operator?.user({ type: 'desk.holdoutOver', callId })),
    };
  }

  private makeOperator(n: number, settings: CallSettings): ExploredOperator {
    const { cloud, schedule, desk } = this;
    const name = `op${n}`;
    return new ExploredOperator({
      name, cloud, schedule, clock: new MachineClock(schedule, n), desk, settings, user: operatorRow(cloud.rows, name),
      changed: (operator, before, after) => {
        notePage(this, operator, { before, after });
        this.monitor.pageChanged(operator, before, after);
      },
    });
  }

  private makeCaller(index: number): ExploredCaller {
    return new ExploredCaller(index, this.cloud, noteCaller(this));
  }
}
