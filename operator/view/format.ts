import { isBlank } from '../../contracts/text';
import { epochMs, wallMs, type WallMs } from '../../contracts/time';
import type { Language, Translate } from '../locale';

/** `4:07`, `1:02:09`; never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The clock's time in the operator's own zone; with seconds where minutes say too little. */
export function clockTime(at: WallMs, language: Language, withSeconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (withSeconds) options.second = '2-digit';
  return new Date(epochMs(at)).toLocaleTimeString(language, options);
}

/** What the desk wrote as a moment. */
export function momentOf(iso: string): WallMs {
  return wallMs(Date.parse(iso));
}

export function dayAndTime(iso: string, language: Language): string {
  return new Date(iso).toLocaleString(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Of a day without a time, `YYYY-MM-DD`. */
export function dayText(day: string, language: Language): string {
  return new Date(day).toLocaleDateString(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
}

/** How long ago, in whole minutes. */
export function minutesText(agoMs: number, t: Translate): string {
  const minutes = Math.floor(agoMs / 60_000);
  return minutes === 0 ? t('integration.justNow') : t('integration.minutesAgo', { count: minutes });
}

/** Voximplant still says RUR for roubles. */
export function moneyText(amount: number, currency: string | null, language: Language): string {
  const known = currency === 'RUR' ? 'RUB' : currency;
  return amount.toLocaleString(language, known !== null && /^[A-Z]{3}$/.test(known) ? { style: 'currency', currency: known } : {});
}

/** A number for the eye, the same on card and lists; `otherwise` is how the desk writes one of another country. */
export function phoneText(number: string, otherwise = number): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  return russian ? `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}` : otherwise;
}

/** A name that cannot be seen is none. */
export function nameText(name: string, t: Translate): string {
  return isBlank(name) ? t('customer.noName') : name;
}

/** How many there are beside those that are shown; '' where there are none. */
export function moreText(more: number | null, t: Translate): string {
  if (more === 0) return '';
  return more === null ? t('customer.perhapsMore') : t('customer.more', { count: more });
}

/** Up to two letters for a round badge. */
export function initials(name: string): string {
  const letters = name.trim().split(/\s+/).map((word) => [...word][0] ?? '');
  return letters.slice(0, 2).join('').toUpperCase();
}
