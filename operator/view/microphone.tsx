import { lineDetail } from '../state';
import { detailText } from './line';
import { DeviceSelect, useDeviceList } from './readiness';
import { useView } from './view-context';

/** While the caller cannot hear the operator: says so at once to everybody, and offers another microphone. */
export function MicrophoneTrouble() {
  const { state, texts } = useView();
  const detail = lineDetail(state);
  const troubled = detail?.kind === 'mic-ended' || detail?.kind === 'mic-muted' || detail?.kind === 'ring-no-mic';
  return (
    <div class="microphone-trouble" role="alert">
      {troubled && <p>{detailText(detail, texts)}</p>}
      {troubled && !state.window.follows && <OtherMicrophone />}
    </div>
  );
}

function OtherMicrophone() {
  const { texts: { t } } = useView();
  const { microphones } = useDeviceList();
  if (microphones.length === 0) return <p class="hint">{t('ready.noOtherMic')}</p>;
  return <DeviceSelect label={t('ready.otherMic')} kind="microphone" devices={microphones} />;
}
