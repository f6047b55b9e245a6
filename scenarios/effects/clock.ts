/** The platform's clock, milliseconds since the epoch; nothing else of the scenario reads it. */
export function clockMs(): number {
  return Date.now();
}
