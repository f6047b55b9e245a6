import type { Act, Screen } from '../../contracts/desk-window';
import type { Clock, Stopwatch } from '../clock';
import type { Scope } from '../config';
import type { Database } from '../database/port';
import { say, type BusMessage } from './bus';

type Person = Pick<Scope, 'franchise' | 'operator'>;
/** What goes from page to page. */
export type Passed = { screen: Screen; pageId: string } | { acts: readonly Act[] };
interface Shown { pageId: string; screen: Screen; shownAgoMs: Stopwatch }

/** Base64, so that a character is a byte; the bus takes 8,000 in all. */
const PART_LENGTH = 7_000;

/** The screens of the calls windows as this desk process has heard of them: in memory alone, and nowhere stored. */
export interface CallsWindows {
  pass(person: Person, passed: Passed): Promise<void>;
  /** A part that came by the bus; the whole once it is there. */
  hear(part: BusMessage & { kind: 'window' }): Passed | undefined;
  /** What the page with this id shows, where it is a calls window. */
  shown(person: Person, pageId: string | null): { pageId: string; screen: Screen; agoMs: number } | undefined;
}

export function createCallsWindows({ db, clock }: { db: Database; clock: Clock }): CallsWindows {
  const shown = new Map<string, Shown>();
  const unfinished = new Map<string, string>();
  return {
    pass: ({ franchise, operator }, passed) => db.transaction(async (tx) => {
      const text = Buffer.from(JSON.stringify(passed)).toString('base64');
      for (let from = 0; from < text.length; from += PART_LENGTH) {
        const part = text.slice(from, from + PART_LENGTH);
        await say(tx, { kind: 'window', franchise, operator, part, from, isLast: from + PART_LENGTH >= text.length });
      }
    }),
    hear({ part, from, isLast, ...person }) {
      // The parts of one transaction come one after the other.
      const text = (from === 0 ? '' : unfinished.get(keyOf(person)) ?? '') + part;
      unfinished.delete(keyOf(person));
      if (!isLast) {
        unfinished.set(keyOf(person), text);
        return undefined;
      }
      const passed = read(text);
      if (passed && 'screen' in passed) shown.set(keyOf(person), { ...passed, shownAgoMs: clock.stopwatch() });
      return passed;
    },
    shown(person, pageId) {
      const last = shown.get(keyOf(person));
      if (last?.pageId === pageId) return last && { pageId: last.pageId, screen: last.screen, agoMs: Math.round(last.shownAgoMs()) };
      // Another page leads by now, or none.
      shown.delete(keyOf(person));
      return undefined;
    },
  };
}

function keyOf({ franchise, operator }: Person): string {
  return `${franchise} ${operator}`;
}

/** Undefined where the first parts were said before this process listened. */
function read(text: string): Passed | undefined {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Passed;
  } catch {
    return undefined;
  }
}
