import type { Guard } from '../queue/port';

/** Listens to a leg; a throw in a listener is the guard's. */
export function listenTo(leg: Call, guard: Guard) {
  return <Name extends keyof _CallEvents>(name: Name, fn: (event: _CallEvents[Name]) => void): void =>
    leg.addEventListener(name, guard(name, fn));
}
