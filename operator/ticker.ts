const EVERY_MS = 1_000;
const SOURCE = `setInterval(() => postMessage(0), ${EVERY_MS})`;

/**
 * A beat every second also in a hidden tab: there a page's own timers slow down to one a minute,
 * a worker's do not. Returns how to stop.
 */
export function startTicker(beat: () => void): () => void {
  const timer = setInterval(beat, EVERY_MS);
  const worker = startWorker(beat, () => clearInterval(timer));
  return () => {
    clearInterval(timer);
    worker?.terminate();
  };
}

/** Where the host's policy forbids workers from a blob, the page's own timer stays. */
function startWorker(beat: () => void, works: () => void): Worker | null {
  try {
    const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onmessage = () => {
      works();
      beat();
    };
    worker.onerror = () => worker.terminate();
    return worker;
  } catch {
    return null;
  }
}
