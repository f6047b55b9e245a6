import { maskNumbers } from '../../contracts/mask-number';
import type { TraceEvent } from '../platform/trace';

const SHOWN_CHARS = 160;

export interface TimelineLine {
  /** Milliseconds since the first event. */
  atMs: number;
  session: string;
  text: string;
}

/** The trace of a cloud as lines for people: when, which session, what. */
export function traceTimeline(trace: readonly TraceEvent[]): TimelineLine[] {
  const startMs = trace[0]?.atMs ?? 0;
  return trace.map((event) => ({ atMs: event.atMs - startMs, session: event.session ?? '', text: textOf(event) }));
}

function textOf({ atMs: _atMs, session = '', kind, ...fields }: TraceEvent): string {
  if (kind === 'log') return `Logger.write ${maskedBut(session, String(fields['text']))}`.slice(0, SHOWN_CHARS);
  const { name, ...rest } = fields;
  return kind === 'event' ? `${String(name)}${shown(rest, session)}` : `${kind}${shown(fields, session)}`;
}

function shown(fields: Record<string, unknown>, session: string): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${valueOf(value, session)}`);
  const text = parts.length > 0 ? ` ${parts.join(' ')}` : '';
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
}

function valueOf(value: unknown, session: string): string {
  return typeof value === 'number' ? String(value) : maskedBut(session, typeof value === 'string' ? value : JSON.stringify(value));
}

/** Session ids look like telephone numbers, and are what one looks for. */
function maskedBut(session: string, text: string): string {
  return session === '' ? maskNumbers(text) : text.split(session).map(maskNumbers).join(session);
}
