import type { CommandResult } from '../../contracts/call-events';
import type { DeskCommand, DropCommand, TransferCommand, TransferEndCommand } from '../../contracts/desk-commands';
import { quit } from './quit';
import { first, tell, type Step } from './effect';
import type { UnknownCommand } from './input';
import type { CallState } from './state';
import { beginTransfer, endTransfer } from './transfer';

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
  return applied ? first(effects, apply(told, asked)) : [told, effects];
}

/** What the verdict let through. */
function apply(state: CallState, asked: DeskCommand | UnknownCommand): Step {
  if (asked.kind === 'transfer' && state.at === 'talking') return beginTransfer(state, asked);
  if (asked.kind === 'transferEnd' && (state.at === 'transferring' || state.at === 'consulting')) return endTransfer(state, asked.action);
  const detail = asked.kind === 'drop' ? 'operator' : 'supervisor';
  return quit(state, { reason: 'dropped', detail, by: 'operator' });
}

function verdict(state: CallState, asked: DeskCommand | UnknownCommand): CommandResult['why'] {
  if (asked.kind === 'unknown') return 'unknown-command';
  if (asked.kind === 'transfer' || asked.kind === 'transferEnd') return transferVerdict(state, asked);
  switch (state.at) {
    case 'goodbye':
    case 'asking':
    case 'voicemail':
    case 'draining':
    case 'ended':
      return 'ended';
    case 'reached':
    case 'talking':
    case 'transferring':
    case 'consulting':
    case 'forwarding':
    case 'forwarded':
      return 'answered';
    case 'offered':
      return asked.kind === 'takeOut' || isAbout(asked, state.offer) ? 'applied' : 'not-current';
    default:
      // Of a caller who is not in the queue yet the desk may hear late that he is: his way is cut there too.
      return asked.kind === 'takeOut' ? 'applied' : 'not-current';
  }
}

/** Only who talks to the caller gives him away, and only he takes him back. */
function transferVerdict(state: CallState, asked: TransferCommand | TransferEndCommand): CommandResult['why'] {
  if (state.at === 'draining' || state.at === 'ended') return 'ended';
  const { operator } = asked;
  if (asked.kind === 'transfer') {
    const isSelf = 'operator' in asked.to && asked.to.operator === operator;
    return state.at === 'talking' && !state.bye && !isSelf && state.offer.operator === operator ? 'applied' : 'not-current';
  }
  const underWay = state.at === 'consulting' || (state.at === 'transferring' && asked.action === 'back');
  return underWay && state.giver?.offer.operator === operator ? 'applied' : 'not-current';
}

function isAbout(asked: DropCommand, offer: { id: string; operator: string }): boolean {
  return asked.operator === offer.operator && (!asked.offerId || asked.offerId === offer.id);
}

function answer(state: CallState, result: Pick<CommandResult, 'commandId' | 'applied' | 'why'>): Step {
  const told = tell({ kind: 'commandResult', ...result });
  // After the end is told, an answer must still be confirmed before the session goes.
  if (state.at !== 'draining') return [state, [told]];
  return [{ ...state, delivered: false }, [told, { do: 'deliver' }]];
}
