/** For what may never settle: something else then does. */
export function after(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
