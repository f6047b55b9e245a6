/** Loudness of a stream, told about 10 times a second. */
export interface Meter {
  listen(stream: MediaStream): void;
  stop(): void;
}

const everyMs = 100;

export function createMeter(told: (level: number) => void): Meter {
  let context: AudioContext | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    listen(stream) {
      context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        told(loudness(samples));
      }, everyMs);
    },
    stop() {
      clearInterval(timer);
      void context?.close();
      context = undefined;
      told(0);
    },
  };
}

/** Root mean square, stretched so that speech fills the bar. */
function loudness(samples: Float32Array): number {
  const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.sqrt(square) * 5);
}
