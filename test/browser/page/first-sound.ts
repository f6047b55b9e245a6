import type { Page } from 'playwright-core';

interface SoundWindow { firstSound: { clickedMs: number | null; heardMs: number | null } }

/** Follows every sound that comes in, at 5 ms; call before the page loads. */
export async function watchFirstSound(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state: SoundWindow['firstSound'] = { clickedMs: null, heardMs: null };
    Object.assign(window, { firstSound: state });
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', ({ track }) => { if (track.kind === 'audio') listen(new MediaStream([track])); });
      }
    };
    const listen = (stream: MediaStream): void => {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 512 });
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        if (stream.getTracks().every((track) => track.readyState === 'ended')) clearInterval(timer);
        if (state.clickedMs === null || state.heardMs !== null || !samples.some((sample) => Math.abs(sample) > 0.01)) return;
        state.heardMs = performance.now();
        clearInterval(timer);
        void context.close();
      }, 5);
    };
  });
}

/** Milliseconds from now, when `click` runs in the page, to the first sound. */
export async function timeToSound(page: Page, click: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const { firstSound } = window as unknown as SoundWindow;
    firstSound.heardMs = null;
    firstSound.clickedMs = null;
    const answered = () => { firstSound.clickedMs = performance.now(); };
    window.addEventListener('vox-bench-click', answered, { once: true });
  });
  await click();
  const ms = await page.waitForFunction(() => {
    const { firstSound: { clickedMs, heardMs } } = window as unknown as SoundWindow;
    return clickedMs !== null && heardMs !== null ? { ms: heardMs - clickedMs } : null;
  }, undefined, { timeout: 30_000, polling: 50 });
  return (await ms.jsonValue())?.ms ?? Number.NaN;
}
