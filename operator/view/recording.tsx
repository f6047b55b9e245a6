import { useState } from 'preact/hooks';
import type { RecordingView } from '../../contracts/desk-journal';
import { Button } from './button';
import { useView } from './view-context';

/** Recordings of a call: the address is asked for only when somebody listens. */
export function Recordings({ callId, recordings }: { callId: string; recordings: readonly RecordingView[] }) {
  return recordings.length === 0 ? null : (
    <div class="recordings">{recordings.map((recording) => <Player key={recording.index} callId={callId} recording={recording} />)}</div>
  );
}

function Player({ callId, recording }: { callId: string; recording: RecordingView }) {
  const { callers, texts: { t } } = useView();
  const [url, setUrl] = useState<string | 'loading' | 'failed' | null>(null);
  const open = () => {
    setUrl('loading');
    callers.recordingUrl(callId, recording.index).then(setUrl, () => setUrl('failed'));
  };
  const name = t(recording.kind === 'voicemail' ? 'recording.message' : 'recording.play');
  if (url === null || url === 'loading') return <Button kind="quiet" small icon="play" busy={url === 'loading'} onClick={open}>{name}</Button>;
  if (url === 'failed') return <p class="not-found">{t('recording.failed')}<Button kind="quiet" small onClick={open}>{t('action.retry')}</Button></p>;
  return <audio controls autoPlay src={url} aria-label={name} onError={() => setUrl('failed')} />;
}
