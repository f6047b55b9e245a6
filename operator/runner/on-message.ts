import type { DeskToPage } from '../../contracts/desk-live';
import type { Happening } from './services';

/** A live message as what it means to the reducer; null where only lists follow it. */
export function happeningOf(message: DeskToPage): Happening | null {
  switch (message.type) {
    case 'leadership': return { type: 'desk.leadership', leadership: message.leadership };
    case 'wrapUp': return { type: 'desk.wrapUp', wrapUp: message.wrapUp, number: null };
    case 'holdoutOver': return { type: 'desk.holdoutOver', callId: message.callId };
    case 'commandResult': return { type: 'desk.commandResult', outcome: message.outcome };
    case 'transfer': return { type: 'desk.transfer', transfer: message.transfer };
    case 'saved': return { type: 'desk.delivered', saveId: message.saveId, ok: true, jitter: 0 };
    case 'screen': return { type: 'desk.screen', pageId: message.pageId, screen: message.screen, agoMs: message.agoMs };
    case 'acts': return { type: 'desk.acts', acts: message.acts };
    default: return null;
  }
}
