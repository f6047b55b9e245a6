import type { CallEvent } from '../../contracts/call-events';
import type { TransferTarget } from '../../contracts/desk-commands';
import type { Clock, Heard, LineEnd } from '../targets';
import type { OperatorNote } from './operator-parts';
import type { StoryEntry } from './story-entry';
import { inOrder } from './story-order';

export type CallerNote =
  | { kind: 'calls'; from: string; to: string }
  | { kind: 'connected' }
  | { kind: 'hears'; heard: Heard }
  | { kind: 'presses'; digit: string }
  | { kind: 'hangs-up' }
  | { kind: 'line-ended'; end: LineEnd };

/** Collects what happens around one call, in the order in which it becomes known. */
export class Story {
  readonly entries: StoryEntry[] = [];
  private startMs: number;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly told: (entry: StoryEntry) => void = () => undefined,
  ) {
    this.startMs = clock.now();
  }

  /** The call alerts now; what came before gets a negative time. */
  begin(): void {
    const laterMs = this.clock.now() - this.startMs;
    for (const entry of this.entries) entry.atMs -= laterMs;
    this.startMs += laterMs;
  }

  operator(name: string, note: OperatorNote): void {
    const { kind, ...rest } = note;
    this.add({ who: name, kind, text: operatorText(note), ...rest });
  }

  caller(note: CallerNote): void {
    const { kind } = note;
    const detail = note.kind === 'hears' ? { heard: note.heard.kind } : {};
    if (note.kind === 'hears') this.forgetInstant();
    this.add({ who: 'caller', kind, text: callerText(note), ...detail });
  }

  cloud(kind: string, text: string): void {
    this.add({ who: 'cloud', kind, text });
  }

  /** Events come in batches, some seconds late; each bears its own time. */
  call(event: CallEvent): void {
    const { atMs, kind, ...rest } = event;
    this.push({ atMs, who: 'call', kind, text: eventText(event), ...rest });
  }

  /** By time; of what is simultaneous, causes before their effects. */
  sorted(): StoryEntry[] {
    return inOrder(this.entries);
  }

  private add(entry: Omit<StoryEntry, 'atMs'> & Pick<StoryEntry, 'who' | 'kind' | 'text'>): void {
    this.push({ atMs: this.clock.now() - this.startMs, ...entry });
  }

  /** What was heard for no time at all was not heard. */
  private forgetInstant(): void {
    const atMs = this.clock.now() - this.startMs;
    const isInstant = (entry: StoryEntry) => entry.kind === 'hears' && entry.atMs === atMs;
    const index = this.entries.findIndex(isInstant);
    if (index >= 0) this.entries.splice(index, 1);
  }

  private push(entry: StoryEntry): void {
    this.entries.push(entry);
    this.told(entry);
  }
}

function operatorText(note: OperatorNote): string {
  switch (note.kind) {
    case 'status': return `is ${note.status}`;
    case 'rings': return 'rings';
    case 'answers': return 'answers';
    case 'rejects': return 'rejects, the call goes on to the next';
    case 'drops': return 'drops the call';
    case 'drop-failed': return 'could not drop it and passes it on';
    case 'misses': return 'missed the call';
    case 'vanishes': return 'vanishes: the socket of the page is dead';
    case 'hangs-up': return 'hangs up';
    case 'hears-caller': return 'talks with the caller';
    case 'talk-over': return 'the conversation is over';
    case 'wrap-up': return 'is in wrap-up';
    case 'wrap-up-over': return 'saves, wrap-up is over';
    case 'ring-stopped': return `stops ringing (${note.code})`;
    case 'unseen': return `lets it pass without ringing (${note.why})`;
  }
}

function callerText(note: CallerNote): string {
  switch (note.kind) {
    case 'calls': return `${note.from || 'somebody without a number'} calls ${note.to}`;
    case 'connected': return 'is connected';
    case 'hears': return `hears ${heardText(note.heard)}`;
    case 'presses': return `presses ${note.digit}`;
    case 'hangs-up': return 'hangs up';
    case 'line-ended': return `is disconnected (${note.end.code})`;
  }
}

function heardText(heard: Heard): string {
  switch (heard.kind) {
    case 'silence': return 'nothing';
    case 'sound': return `${heard.loop ? 'music' : 'a recording'} ${heard.url}`;
    case 'speech': return `«${heard.text}»`;
    case 'tone': return `the tone ${heard.name}`;
    case 'leg': return 'the operator';
    case 'conference': return 'a conference';
  }
}

function eventText(event: CallEvent): string {
  switch (event.kind) {
    case 'started': return `starts as call ${event.callId} of ${event.franchise}, from ${event.from ?? `"${event.fromRaw}", no number`}`;
    case 'queued': return `waits in ${event.engine} queue ${event.queue}${event.round > 0 ? ', ahead of ordinary callers' : ''}`;
    case 'offered': return `is offered to ${event.operator}`;
    case 'offerEnded': return `the offer to ${event.operator} ended: ${event.cause}`;
    case 'answered': return `${event.operator} answered`;
    case 'bridged': return `${event.operator} gave a sign of life, the two are connected`;
    case 'operatorLost': return `${event.operator} was lost after ${seconds(event.talkMs)} of talk`;
    case 'transferring': return `${event.operator} gives the caller to ${targetText(event.to)}, ${event.mode}`;
    case 'consulting': return `${event.operator} talks to ${targetText(event.to)}, the caller waits`;
    case 'transferred': return `the caller is with ${targetText(event.to)}`;
    case 'transferFailed': return `the transfer to ${targetText(event.to)} failed: ${event.cause}; the caller is with the ${event.callerTo}`;
    case 'commandResult': return event.applied ? 'took the command' : `refused the command: ${event.why}`;
    case 'ended':
      return `ended: ${event.reason} (${event.detail}) by ${event.by}; waited ${seconds(event.waitMs)}, talked ${seconds(event.talkMs)}`;
  }
}

/** A number is a customer's or somebody's own; the story is for people on this machine. */
function targetText(to: TransferTarget): string {
  return 'operator' in to ? to.operator : to.number;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
