/** `YYYY-MM-DD HH:mm:ss` in UTC, whole seconds, as every date of the API. */
export function apiDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
