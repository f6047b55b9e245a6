import type { Clock } from '../clock/clock';
import type { Echo } from '../gateway/media/hub';
import type { RingingLine } from '../platform/lines';

export interface TelephonesParts {
  cloud: { answerAt(kind: 'pstn', address: RegExp, handler: (line: RingingLine) => void): void };
  clock: Clock;
  media: { echo(legId: string): Echo };
}

/** So long a telephone rings before it is answered. */
export const ANSWERS_AFTER_MS = 3_000;

/** Numbers that end so are not answered but refused with that SIP code: busy, declined, unknown, unreachable. */
const REFUSALS = [486, 603, 404, 480];

/**
 * The telephones of the outside world: whoever is called answers, repeats what he hears, and leaves when the other
 * side does. Numbers that end in 408 ring until the caller gives up.
 */
export function plugInTelephones(parts: TelephonesParts): void {
  const { cloud } = parts;
  // Of several that match, the one plugged in last is rung.
  cloud.answerAt('pstn', /^\d+$/, (line) => {
    line.progress('ringing');
    answerSoon(line, parts);
  });
  cloud.answerAt('pstn', /408$/, (line) => line.progress('ringing'));
  for (const code of REFUSALS) cloud.answerAt('pstn', new RegExp(`${code}$`), (line) => line.reject({ code }));
}

function answerSoon(line: RingingLine, { clock, media }: TelephonesParts): void {
  const answer = clock.after(ANSWERS_AFTER_MS, () => line.answer());
  const echo = media.echo(line.legId);
  line.listen({
    hears: (heard) => echo.hear(heard),
    ended: () => {
      answer.cancel();
      echo.stop();
    },
  });
}
