import v8 from 'node:v8';

let happened = 0;
let watching = false;

/** Starts counting what promises of this process do; it cannot be taken back, and costs those who make many. */
export function watchPromises(): void {
  if (watching) return;
  watching = true;
  const count = () => {
    happened++;
  };
  v8.promiseHooks.createHook({ init: count, settled: count });
}

/** Promises made and settled so far: while it stands still nothing waits to be run. */
export function promisesSoFar(): number {
  return happened;
}
