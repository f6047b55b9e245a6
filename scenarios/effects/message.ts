import type { Guard } from '../queue/port';

export interface MessageListener {
  recording(url: string): void;
  over(seconds: number): void;
}

/** Records what the caller says until the result is called; `over` comes once, also when nothing could be recorded. */
export function recordMessage(caller: Call, listener: MessageListener, guard: Guard): () => void {
  const recorder = VoxEngine.createRecorder({ hd_audio: true });
  let isOver = false;
  const over = (seconds: number) => {
    if (!isOver) listener.over(seconds);
    isOver = true;
  };
  recorder.addEventListener(RecorderEvents.Started, guard('Recorder.Started', ({ url }) => listener.recording(url)));
  recorder.addEventListener(RecorderEvents.Stopped, guard('Recorder.Stopped', ({ duration }) => over(duration)));
  recorder.addEventListener(RecorderEvents.RecorderError, guard('Recorder.Error', () => over(0)));
  caller.sendMediaTo(recorder);
  return () => recorder.stop();
}
