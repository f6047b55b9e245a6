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
  const [url, setUrl] = useState<string | null>(null);
  const [state, setState] = useState<'closed' | 'loading' | 'open' | 'failed'>('closed');
  const open = () => {
    setState('loading');
    callers.recordingUrl(callId, recording.index).then((address) => { setUrl(address); setState('open'); }, () => setState('failed'));
  };
  const name = t(recording.kind === 'voicemail' ? 'recording.message' : 'recording.play');
  if (state === 'closed' || state === 'loading') return <Button kind="quiet" small icon="play" busy={state === 'loading'} onClick={open}>{name}</Button>;
  if (state === 'failed' || url === null) return <p class="not-found">{t('recording.failed')}<Button kind="quiet" small onClick={open}>{t('action.retry')}</Button></p>;
  return <audio controls autoPlay src={url} aria-label={name} onError={() => setState('failed')} />;
}
