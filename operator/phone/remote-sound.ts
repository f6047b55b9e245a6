export interface RemoteSound {
  /** True once the browser plays it; false where it refused. */
  readonly started: Promise<boolean>;
  useSpeaker(id: string | null): void;
  stop(): void;
}

/** The caller's voice on the chosen speaker. The element needs no place in the document. */
export function playRemote(stream: MediaStream, speaker: string | null): RemoteSound {
  const element = new Audio();
  element.autoplay = true;
  element.srcObject = stream;
  const useSpeaker = (id: string | null) => void chooseSink(element, id);
  if (speaker !== null) useSpeaker(speaker);
  return {
    started: element.play().then(() => true, () => false),
    useSpeaker,
    stop() {
      element.pause();
      element.srcObject = null;
    },
  };
}

/** A device that is gone must not silence the call: the system's choice stays. */
async function chooseSink(element: HTMLAudioElement, id: string | null): Promise<void> {
  if (typeof element.setSinkId !== 'function') return;
  try {
    await element.setSinkId(id ?? '');
  } catch {
    await element.setSinkId('').catch(() => undefined);
  }
}
