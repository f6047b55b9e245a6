import { useState } from 'preact/hooks';
import type { RecordingView } from '../../contracts/desk-journal';
import { troubleOf, troubleOfAddress, type Trouble } from '../desk/trouble';
import { Button } from './button';
import { useView } from './view-context';

/** Recordings of a call: the address is asked for only when somebody listens. */
export function Recordings({ callId, recordings }: { callId: string; recordings: readonly RecordingView[] }) {
  return recordings.length === 0 ? null : (
    <div class="recordings">{recordings.map((recording) => <Player key={recording.index} callId={callId} recording={recording} />)}</div>
  );
}

type Shown = 'closed' | 'loading' | { url: string } | { trouble: Trouble };

function Player({ callId, recording }: { callId: string; recording: RecordingView }) {
  const { callers, texts: { t } } = useView();
  const [shown, setShown] = useState<Shown>('closed');
  const open = () => {
    setShown('loading');
    callers.recordingUrl(callId, recording.index).then((url) => setShown({ url }), (error: unknown) => setShown({ trouble: troubleOf(error) }));
  };
  const name = t(recording.kind === 'voicemail' ? 'recording.message' : 'recording.play');
  if (typeof shown === 'string') return <Button kind="quiet" small icon="play" busy={shown === 'loading'} onClick={open}>{name}</Button>;
  if ('trouble' in shown) {
    return <p class="not-found">{t(`recording.${shown.trouble}`)}<Button kind="quiet" small onClick={open}>{t('action.retry')}</Button></p>;
  }
  // A player does not say why it cannot play; the address does.
  return <audio controls autoPlay src={shown.url} aria-label={name} onError={() => void troubleOfAddress(shown.url).then((trouble) => setShown({ trouble }))} />;
}
