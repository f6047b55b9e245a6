import type { Announcements, Prompt } from '../../contracts/call-settings';
import { stay, type Step } from './effect';
import { filled, speak } from './speak';
import type { CallFacts, LineFacts, Queueing, Offered, Waiting } from './state';

/** Nobody wants to hear where he stands more often, whatever the settings say. */
const EVERY_MIN_MS = 15_000;
const MINUTE_MS = 60_000;

/** The line before anything was heard or said. */
export const NEW_LINE: LineFacts = {
  position: null,
  ewtMs: null,
  saidPosition: null,
  asked: false,
  announceAtMs: null,
  comfortAtMs: null,
  comforts: 0,
};

/** When the first words are due, counted from now. */
export function lineFrom(nowMs: number, announcements: Announcements | undefined): LineFacts {
  if (!announcements) return NEW_LINE;
  const { firstMs, comfort, position, expectedWait } = announcements;
  return {
    ...NEW_LINE,
    announceAtMs: position || expectedWait ? nowMs + firstMs : null,
    comfortAtMs: comfort ? nowMs + comfort.everyMs : null,
  };
}

/** What is due to be said to a caller who hears music, or null. */
export function attend(state: Waiting): Step | null {
  const { facts } = state;
  const { line, nowMs, saying, confirmUntilMs, settings } = facts;
  const { announcements } = settings;
  if (!announcements || saying !== null || confirmUntilMs !== null) return null;
  if (line.announceAtMs !== null && nowMs >= line.announceAtMs) {
    const announceAtMs = nowMs + Math.max(announcements.everyMs, EVERY_MIN_MS);
    const due: Waiting = { ...state, facts: { ...facts, line: { ...line, announceAtMs, asked: true } } };
    // What was heard last is good where the engine pushes it; the other is asked and answers.
    const isPushed = settings.queue.engine === 'smartqueue';
    return isPushed && line.position !== null ? announced(due) : [due, [{ do: 'askPosition' }]];
  }
  const { comfort } = announcements;
  if (!comfort || line.comfortAtMs === null || nowMs < line.comfortAtMs) return null;
  const prompt = comfort.prompts[line.comforts % comfort.prompts.length];
  const told = { ...facts, line: { ...line, comforts: line.comforts + 1, comfortAtMs: nowMs + Math.max(comfort.everyMs, EVERY_MIN_MS) } };
  if (!prompt) return stay({ ...state, facts: told });
  const [spoken, effect] = speak(told, 'announcement', prompt);
  return [{ ...state, facts: spoken }, [effect]];
}

/** The engine says where the caller stands. */
export function heardPosition(
  state: Queueing | Waiting | Offered,
  { position, ewtMs }: { position: number; ewtMs: number | null },
): Step {
  const { facts } = state;
  const known = { ...facts, line: { ...facts.line, position, ewtMs } };
  if (state.at !== 'waiting') return stay({ ...state, facts: known });
  const waiting: Waiting = { ...state, facts: known };
  const isFree = facts.saying === null && facts.confirmUntilMs === null;
  return facts.line.asked && isFree ? announced(waiting) : [waiting, []];
}

function announced(state: Waiting): Step {
  const { facts } = state;
  const { line } = facts;
  const [first, second] = sentences(facts);
  const told: CallFacts = { ...facts, line: { ...line, asked: false, saidPosition: first ? line.position : line.saidPosition } };
  if (!first) return stay({ ...state, facts: told });
  const [spoken, effect] = speak(told, 'announcement', first);
  return [{ ...state, facts: { ...spoken, sayNext: second ?? null } }, [effect]];
}

function sentences({ settings, line }: CallFacts): Prompt[] {
  const { announcements } = settings;
  const { position, ewtMs, saidPosition } = line;
  if (!announcements || position === null) return [];
  if (announcements.onlyBetter && saidPosition !== null && position >= saidPosition) return [];
  const said: Prompt[] = [];
  if (announcements.position) said.push(filled(announcements.position, 'position', String(position)));
  const minutes = roundedMinutes(ewtMs, announcements.roundMinutes ?? 1);
  if (announcements.expectedWait && minutes > 0) said.push(filled(announcements.expectedWait, 'minutes', String(minutes)));
  return said;
}

/** 0 where there is no estimate, or one that promises the very next moment. */
function roundedMinutes(ewtMs: number | null, multiple: number): number {
  return ewtMs === null ? 0 : Math.ceil(ewtMs / MINUTE_MS / multiple) * multiple;
}
