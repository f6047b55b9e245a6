/** A scenario's value as text. A text stays as it is: String() copies one that was put together of parts. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}
