import type { CallEvent } from '../../contracts/call-events';
import type { NormalFranchise } from '../config/normal-config';
import type { PressedDigit } from '../flags';
import type { Clock, Cloud, Line } from '../targets';
import type { OperatorScript } from './behaviour';
import { CallDesk, type CallDeskParts } from './call-desk';
import { HoldOuts } from './hold-outs';
import type { OperatorTimes } from './operator-parts';
import { ScriptedOperator } from './scripted-operator';
import { Story } from './story';
import type { StoryEntry } from './story-entry';

export interface PlayParts {
  cloud: Cloud;
  clock: Clock;
  franchise: NormalFranchise;
  /** Secrets of the application by name. */
  keys: Readonly<Record<string, string>>;
  times: Pick<OperatorTimes, 'talkMs' | 'wrapUpMs'>;
  /** Carries a command to a session's access URL. */
  post: CallDeskParts['post'];
  told?: (entry: StoryEntry) => void;
}

export interface Caller {
  from: string;
  to: string;
  /** From CallAlerting; null: stays till the end. */
  hangUpAfterMs: number | null;
  digits?: readonly PressedDigit[];
}

/** Scripted operators, a caller and a small desk around one deployed application. */
export class Play {
  readonly story: Story;
  readonly desk: CallDesk;
  readonly operators: ScriptedOperator[] = [];
  private readonly holdOuts = new HoldOuts();
  private readonly lines: Line[] = [];

  constructor(private readonly parts: PlayParts) {
    const { clock, keys, post } = parts;
    this.story = new Story(clock, parts.told);
    this.desk = new CallDesk({ clock, keys, post, received: (event) => this.received(event) });
  }

  /** The operator opens the page; intake is still off. */
  signIn({ name, behaviour }: OperatorScript): ScriptedOperator {
    const { cloud, clock, franchise, times } = this.parts;
    const queueType = franchise.queue.engine === 'acd' ? 'acd' : 'smartqueue';
    const operator = new ScriptedOperator({
      name,
      behaviour,
      clock,
      device: cloud.connectOperator(name, { queueType, receiveCalls: true }),
      desk: {
        drop: (about, done) => this.desk.drop(about, done),
        holdOut: ({ callId }, over) => this.holdOuts.add({ callId, eligible: this.readyBut(name) }, over),
      },
      times: { ...times, ringMs: franchise.call.ringSeconds * 1000, holdoutMs: franchise.call.reject.holdoutMs },
      note: (note) => this.story.operator(name, note),
    });
    this.operators.push(operator);
    return operator;
  }

  /** Zero of the timeline is the call of the first caller. */
  call({ from, to, hangUpAfterMs, digits = [] }: Caller): Line {
    const { cloud, clock } = this.parts;
    if (this.lines.length === 0) this.story.begin();
    this.story.caller({ kind: 'calls', from, to });
    const line = cloud.dial({ from, to, origin: 'pstn' });
    line.listen({
      connected: () => this.story.caller({ kind: 'connected' }),
      hears: (heard) => this.story.caller({ kind: 'hears', heard }),
      ended: (end) => this.story.caller({ kind: 'line-ended', end }),
    });
    this.lines.push(line);
    for (const { digit, atMs } of digits) clock.after(atMs, () => this.press(line, digit));
    if (hangUpAfterMs !== null) clock.after(hangUpAfterMs, () => this.hangUp(line));
    return line;
  }

  hangUp(line: Line): void {
    if (line.state === 'ended') return;
    this.story.caller({ kind: 'hangs-up' });
    line.hangup();
  }

  hangUpAll(): void {
    for (const line of this.lines) this.hangUp(line);
  }

  /** Every session is gone and every operator is through with wrap-up. */
  get isOver(): boolean {
    return this.parts.cloud.live().sessions === 0 && !this.operators.some((operator) => operator.isBusy);
  }

  /** Everybody closes the page. */
  leave(): void {
    for (const operator of this.operators) operator.leave();
  }

  private press(line: Line, digit: string): void {
    if (line.state === 'ended') return;
    this.story.caller({ kind: 'presses', digit });
    line.sendTone(digit);
  }

  private received(event: CallEvent): void {
    this.story.call(event);
    this.holdOuts.see(event);
  }

  private readyBut(name: string): string[] {
    return this.operators.filter((operator) => operator.name !== name && operator.isReady).map((operator) => operator.name);
  }
}
