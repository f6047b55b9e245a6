import { createRandom, type Random } from '../clock/random';
import type { WireAnswer, WireRequest, HttpFailure } from '../platform/http/wire';
import type { EventFate, FaultPlan } from '../platform/session/core';
import type { Session } from '../platform/session/session';
import { patternOf, type Delay, type Fault, type FaultFile } from './fault-file';

type EventFault = Extract<Fault, { on: 'event' }>;
type HttpFault = Extract<Fault, { on: 'http' }>;

/** The faults of a file, drawn from its seed: the same run strikes the same events. */
export function createFaults(file: FaultFile): FaultPlan {
  const random = createRandom(file.seed ?? 'faults');
  const events = compiled(ofKind(file, 'event'), random, (fault) => fault.name);
  const requests = compiled(ofKind(file, 'http'), random, (fault) => fault.url);
  const sessions = compiled(ofKind(file, 'session'), random, () => '*');
  return {
    sessionOpened(session) {
      for (const crash of sessions) {
        if (!crash.strikes('')) continue;
        session.clock.after(crash.fault.crashAfterMs, () => session.terminate('crash'));
      }
    },
    fateOf(session, name) {
      const struck = events.find((one) => one.strikes(name));
      return struck ? fateOf(session, struck) : null;
    },
    httpAnswer(_session: Session, request: WireRequest) {
      const struck = requests.find((one) => one.strikes(request.url));
      return struck ? answerOf(struck) : null;
    },
  };
}

interface Struck<F> {
  fault: F;
  strikes: (name: string) => boolean;
  delayMs: (delay: Delay | undefined) => number;
}

/** The faults of one kind, each with random numbers of its own. */
function compiled<F extends Fault & Chance>(faults: F[], random: Random, textOf: (fault: F) => string): Struck<F>[] {
  return faults.map((fault, at) => struckBy(fault, textOf(fault), random.split(`${fault.on}${at}`)));
}

function ofKind<Kind extends Fault['on']>(file: FaultFile, kind: Kind): Extract<Fault, { on: Kind }>[] {
  return file.faults.filter((fault): fault is Extract<Fault, { on: Kind }> => fault.on === kind);
}

interface Chance {
  probability?: number | undefined;
  times?: number | undefined;
  skip?: number | undefined;
}

function struckBy<F extends Chance>(fault: F, text: string, random: Random): Struck<F> {
  const pattern = patternOf(text);
  let seen = 0;
  let struck = 0;
  return {
    fault,
    strikes(name) {
      if (!pattern.test(name) || struck >= (fault.times ?? Infinity)) return false;
      if (seen++ < (fault.skip ?? 0) || random.next() >= (fault.probability ?? 1)) return false;
      struck++;
      return true;
    },
    delayMs(delay) {
      if (delay === undefined) return 0;
      return typeof delay === 'number' ? delay : delay[0] + random.below(delay[1] - delay[0] + 1);
    },
  };
}

function fateOf(session: Session, { fault, delayMs }: Struck<EventFault>): EventFate {
  if (fault.crash) session.clock.after(0, () => session.terminate('crash'));
  const fate: EventFate = { lost: fault.lose ?? false, twice: fault.twice ?? false, delayMs: delayMs(fault.delayMs) };
  if (fault.become) fate.instead = { name: fault.become.name, fields: fault.become.fields ?? {} };
  return fate;
}

function answerOf({ fault, delayMs }: Struck<HttpFault>): { delayMs: number; instead?: WireAnswer } {
  const late = { delayMs: delayMs(fault.delayMs) };
  if (fault.fail !== undefined) return { ...late, instead: { failure: fault.fail as HttpFailure, error: 'Injected fault' } };
  if (fault.status !== undefined) return { ...late, instead: { status: fault.status, body: fault.body ?? '' } };
  return late;
}
