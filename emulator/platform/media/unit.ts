import type { Heard } from '../lines';

const SILENCE: Heard = { kind: 'silence' };
/** Few units mix, so the others share this. */
const NONE: ReadonlySet<MediaUnit> = new Set<MediaUnit>();

/**
 * One node of a session's media graph: sends to many, receives exactly one stream; each new
 * source silently replaces the one before (row 52).
 */
export class MediaUnit {
  /** The one stream in; a unit that mixes has its streams in `mixed` instead. */
  source: MediaUnit | null = null;
  mixed: ReadonlySet<MediaUnit> = NONE;
  private ownMixed: Set<MediaUnit> | null = null;
  private sinks: MediaUnit[] = [];

  constructor(
    readonly unitId: string,
    private readonly owner: MediaOwner,
  ) {}

  /** What this unit gives to whoever receives it. */
  gives(): Heard {
    return this.owner.gives();
  }

  hears(): Heard {
    return this.source ? this.source.gives() : SILENCE;
  }

  receivers(): readonly MediaUnit[] {
    return this.sinks;
  }

  sendTo(sink: MediaUnit): void {
    if (sink.owner.mixes) return this.sendToMixer(sink);
    if (sink.source === this) return;
    const before = sink.source;
    if (before) before.drop(sink);
    sink.source = this;
    this.sinks.push(sink);
    if (before) sink.owner.sourceReplaced?.(before, this);
    sink.owner.heardChanged?.();
  }

  stopTo(sink: MediaUnit): void {
    if (sink.source !== this && !sink.ownMixed?.delete(this)) return;
    this.drop(sink);
    if (sink.source === this) sink.source = null;
    sink.owner.heardChanged?.();
  }

  /** What this unit gives is another thing now. */
  changed(): void {
    for (const sink of this.sinks) sink.owner.heardChanged?.();
  }

  /** Takes the unit out of the graph. */
  detach(): void {
    if (this.source) {
      this.source.drop(this);
      this.source = null;
    }
    if (this.ownMixed) for (const source of this.ownMixed) source.drop(this);
    this.ownMixed?.clear();
    const sinks = this.sinks;
    this.sinks = [];
    for (const sink of sinks) {
      sink.ownMixed?.delete(this);
      if (sink.source === this) sink.source = null;
      sink.owner.heardChanged?.();
    }
  }

  private sendToMixer(sink: MediaUnit): void {
    if (sink.mixed.has(this)) return;
    sink.mixed = sink.ownMixed ??= new Set();
    sink.ownMixed.add(this);
    this.sinks.push(sink);
    sink.owner.heardChanged?.();
  }

  private drop(sink: MediaUnit): void {
    const at = this.sinks.indexOf(sink);
    if (at >= 0) this.sinks.splice(at, 1);
  }
}

export interface MediaOwner {
  /** Takes any number of streams: a conference, a recorder. */
  readonly mixes?: boolean;
  gives(): Heard;
  heardChanged?(): void;
  sourceReplaced?(before: MediaUnit, after: MediaUnit): void;
}

/** Where an object of the scenario keeps its node of the graph. */
export const UNIT = Symbol('media unit');

export function unitOf(handle: unknown): MediaUnit | undefined {
  return typeof handle === 'object' && handle !== null ? (handle as { [UNIT]?: MediaUnit })[UNIT] : undefined;
}

/** Each hears the other, where both are nodes of the graph. */
export function bridge(left: MediaUnit | undefined, right: MediaUnit | undefined): void {
  if (!left || !right) return;
  left.sendTo(right);
  right.sendTo(left);
}
