import type { Line } from '../platform/lines';
import type { MediaLeg } from '../gateway/media/leg';
import type { Services } from '../gateway/services';
import { readFromPage, type FromPage, type ToPage } from './messages';

/** The emulator's end of one phone page. */
export interface Handset {
  received(text: string): void;
  /** The page is closed: all its calls are over. */
  gone(): void;
}

type Say = (message: ToPage) => void;
type Calls = Map<string, { line: Line; media: MediaLeg }>;

export function createHandset(services: Services, say: Say): Handset {
  const calls: Calls = new Map();
  const page = { isGone: false };
  say({ type: 'numbers', numbers: reachable(services) });
  return {
    received(text) {
      const message = readFromPage(text);
      if (message?.type === 'dial') void dial(services, { ...message, page, calls, say });
      else if (message?.type === 'hangup') calls.get(message.call)?.line.hangup();
      else if (message) calls.get(message.call)?.line.sendTone(message.tone);
    },
    gone() {
      page.isGone = true;
      for (const { line } of [...calls.values()]) line.hangup();
    },
  };
}

interface Dialled extends Extract<FromPage, { type: 'dial' }> {
  page: { isGone: boolean };
  calls: Calls;
  say: Say;
}

async function dial(services: Services, { call, from, to, sdp, page, calls, say }: Dialled): Promise<void> {
  const media = services.media.open();
  try {
    say({ type: 'answer', call, sdp: await media.answer(sdp) });
  } catch {
    media.close();
    say({ type: 'ended', call, code: 488, reason: 'Not acceptable here' });
    return;
  }
  if (page.isGone) {
    media.close();
    return;
  }
  const line = services.cloud.dial({ from: asNetworkGives(from), to: asNetworkGives(to), origin: 'pstn' });
  calls.set(call, { line, media });
  media.speakAs(line.legId);
  const tone = createRingingTone(media);
  line.listen({
    ringing() {
      tone.start();
      say({ type: 'ringing', call });
    },
    earlyMedia() {
      tone.stop();
      say({ type: 'early', call });
    },
    connected() {
      tone.stop();
      say({ type: 'connected', call });
    },
    hears(heard) {
      tone.stop();
      media.hear(heard);
    },
    ended(end) {
      say({ type: 'ended', call, code: end.code, reason: end.reason });
      media.close();
      calls.delete(call);
    },
  });
}

/** The telephone network gives numbers as digits; what is no number (anonymous, a name) stays as it is. */
function asNetworkGives(typed: string): string {
  const trimmed = typed.trim();
  return /^\+?[\d\s().-]+$/.test(trimmed) ? trimmed.replace(/\D/g, '') : trimmed;
}

/** Until something comes from the called side, the caller's own exchange gives the ringing tone. */
function createRingingTone(media: MediaLeg): { start(): void; stop(): void } {
  let state: 'before' | 'rings' | 'over' = 'before';
  return {
    start() {
      if (state !== 'before') return;
      state = 'rings';
      media.hear({ kind: 'tone', name: 'RU', id: 0 });
    },
    stop() {
      if (state === 'rings') media.hear({ kind: 'silence' });
      state = 'over';
    },
  };
}

/** Rented numbers that are bound to an application, with their plus. */
function reachable({ cloud }: Services): string[] {
  return [...cloud.rows.phoneNumbers.values()]
    .filter((row) => row.applicationId !== null)
    .map((row) => `+${row.number}`);
}
