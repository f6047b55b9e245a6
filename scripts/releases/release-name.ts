/** `20260115-090000-123`: sorts by time, one a millisecond. */
export function releaseName(nowMs: number): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const [clock = '', rest = ''] = time.split('.');
  return `${date.replaceAll('-', '')}-${clock.replaceAll(':', '')}-${rest.slice(0, 3)}`;
}
