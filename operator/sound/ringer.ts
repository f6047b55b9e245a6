/** The ring by WebAudio: no file to load, so the first ring of the day cannot be late. */
export interface Ringer {
  /** Within a click: the browser lets this page make sound from now on. False where it does not. */
  unlock(): Promise<boolean>;
  start(): void;
  stop(): void;
  /** One second, so that the operator hears what a call will sound like. */
  test(): void;
  useDevice(id: string | null): void;
}

/** Two soft notes, a pause, again: Hz and seconds. */
const NOTES = [{ hz: 660, atS: 0, forS: 0.42 }, { hz: 550, atS: 0.45, forS: 0.42 }];
const EVERY_MS = 2_400;
const UNLOCK_LIMIT_MS = 1_500;
const VOLUME = 0.32;

export function createRinger(): Ringer {
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let device: string | null = null;

  const ready = () => {
    context ??= openContext(device);
    return context;
  };
  const ringOnce = () => {
    if (context) for (const note of NOTES) play(context, note);
  };
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    async unlock() {
      const opened = ready();
      if (!opened) return false;
      const resumed = opened.resume();
      if (isAllowed(opened)) return true;
      await Promise.race([resumed, new Promise((done) => setTimeout(done, UNLOCK_LIMIT_MS))]);
      return opened.state === 'running';
    },
    start() {
      if (timer !== null) return;
      void ready()?.resume();
      ringOnce();
      timer = setInterval(ringOnce, EVERY_MS);
    },
    stop,
    test() {
      void ready()?.resume();
      ringOnce();
    },
    useDevice(id) {
      device = id;
      if (context) void chooseSink(context, id);
    },
  };
}

function openContext(device: string | null): AudioContext | null {
  if (typeof AudioContext !== 'function') return null;
  const context = new AudioContext();
  if (device !== null) void chooseSink(context, device);
  return context;
}

/** Firefox says so itself; there a context starts only with the device, which may come later than the right to sound. */
function isAllowed(context: AudioContext): boolean {
  const asker = navigator as Navigator & { getAutoplayPolicy?: (of: AudioContext) => string };
  return asker.getAutoplayPolicy?.(context) === 'allowed';
}

/** Not every browser lets a page choose; then the system's device rings. */
async function chooseSink(context: AudioContext, id: string | null): Promise<void> {
  const chooser = context as AudioContext & { setSinkId?: (id: string) => Promise<void> };
  await chooser.setSinkId?.(id ?? '').catch(() => undefined);
}

function play(context: AudioContext, note: (typeof NOTES)[number]): void {
  const startS = context.currentTime + note.atS;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = note.hz;
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(VOLUME, startS + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.001, startS + note.forS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(startS + note.forS);
}
