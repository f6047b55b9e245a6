import { isRinging, type PageState } from '../state';
import type { Ringer } from '../sound/ringer';

const BLINK_MS = 1_000;

export interface AlertTexts { title: string; body: (number: string) => string }
export interface Alert { follow(state: PageState): void; stop(): void }

/** While a call rings: sound, a blinking title, and a notification where the tab is hidden (R27). */
export function createAlert(ringer: Ringer, texts: () => AlertTexts): Alert {
  let legId: string | null = null;
  let notification: Notification | null = null;
  let stopBlinking: (() => void) | null = null;

  const stop = () => {
    if (legId === null) return;
    legId = null;
    ringer.stop();
    notification?.close();
    notification = null;
    stopBlinking?.();
    stopBlinking = null;
  };
  return {
    follow(state) {
      const ringing = isRinging(state) ? state.offer : null;
      if (ringing?.legId === legId) return;
      stop();
      if (!ringing) return;
      legId = ringing.legId;
      stopBlinking = blinkTitle(`${texts().title} ${ringing.number}`);
      // The calls window rings and notifies once for all of its pages.
      if (state.window.follows) return;
      ringer.start();
      notification = notify(texts(), ringing.number);
    },
    stop,
  };
}

/** The host's own title comes back however the ring ends. */
function blinkTitle(text: string): () => void {
  const own = document.title;
  const timer = setInterval(() => { document.title = document.title === own ? text : own; }, BLINK_MS);
  document.title = text;
  return () => {
    clearInterval(timer);
    document.title = own;
  };
}

function notify(texts: AlertTexts, number: string): Notification | null {
  if (!document.hidden || typeof Notification !== 'function' || Notification.permission !== 'granted') return null;
  try {
    const notification = new Notification(texts.title, { body: texts.body(number), tag: 'vox-incoming', requireInteraction: true });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return notification;
  } catch {
    // Some browsers on telephones allow notifications from service workers only.
    return null;
  }
}
