import type { CommandResult } from '../../contracts/call-events';
import type { DeskCommand, DropCommand } from '../../contracts/desk-commands';
import { quit } from './anywhere';
import { first, type CallEffect, type Step } from './effect';
import type { UnknownCommand } from './input';
import type { CallState } from './state';

/** Applies a command or says why not; every command is answered exactly once each time it comes. */
export function command(state: CallState, asked: DeskCommand | UnknownCommand): Step {
  const before = state.facts.commands[asked.commandId];
  if (before !== undefined) return answer(state, { commandId: asked.commandId, applied: before, why: 'repeated' });
  const why = verdict(state, asked);
  const applied = why === 'applied';
  const noted: CallState = {
    ...state,
    facts: { ...state.facts, commands: { ...state.facts.commands, [asked.commandId]: applied } },
  };
  const [told, effects] = answer(noted, { commandId: asked.commandId, applied, why });
  if (!applied) return [told, effects];
  const detail = asked.kind === 'drop' ? 'operator' : 'supervisor';
  return first(effects, quit(told, { reason: 'dropped', detail, by: 'operator' }));
}

function verdict(state: CallState, asked: DeskCommand | UnknownCommand): CommandResult['why'] {
  if (asked.kind !== 'drop' && asked.kind !== 'takeOut') return 'unknown-command';
  switch (state.at) {
    case 'goodbye':
    case 'asking':
    case 'voicemail':
    case 'draining':
    case 'ended':
      return 'ended';
    case 'reached':
    case 'talking':
    case 'forwarding':
    case 'forwarded':
      return 'answered';
    case 'offered':
      return asked.kind === 'takeOut' || isAbout(asked, state.offer) ? 'applied' : 'not-current';
    case 'queueing':
    case 'waiting':
      return asked.kind === 'takeOut' ? 'applied' : 'not-current';
    default:
      return 'not-current';
  }
}

function isAbout(asked: DropCommand, offer: { id: string; operator: string }): boolean {
  return asked.operator === offer.operator && (asked.offerId === null || asked.offerId === offer.id);
}

function answer(state: CallState, result: Pick<CommandResult, 'commandId' | 'applied' | 'why'>): Step {
  const tell: CallEffect = { do: 'tell', event: { kind: 'commandResult', ...result } };
  // After the end is told, an answer must still be confirmed before the session goes.
  if (state.at !== 'draining') return [state, [tell]];
  return [{ ...state, delivered: false }, [tell, { do: 'deliver' }]];
}
