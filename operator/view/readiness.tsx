import { useEffect, useState } from 'preact/hooks';
import { CHECK_NAMES, controls, type CheckName } from '../state';
import type { AudioDevices } from '../phone/port';
import type { Device, DeviceList } from '../runner/device-choice';
import { Button } from './button';
import { Icon, type IconName } from './icons';
import { useView } from './view-context';

const ICONS: Record<CheckName, IconName> = { microphone: 'mic', output: 'speaker', sound: 'ring', notifications: 'message' };

/** Each check by itself, what to do about a failed one, the devices, and a ring to hear. */
export function Readiness() {
  const { state, dispatch, testRing, texts: { t } } = useView();
  const { recheck } = controls(state);
  return (
    <section class="panel readiness" aria-labelledby="ready-title">
      <h2 id="ready-title">{t('ready.title')}</h2>
      <ul class="checks">{CHECK_NAMES.map((name) => <Check key={name} name={name} />)}</ul>
      <Devices />
      <div class="panel-actions">
        <Button disabled={!recheck.enabled} busy={state.readiness.phase === 'checking'} onClick={() => dispatch({ type: 'user.recheck' })}>
          {t('ready.recheck')}
        </Button>
        <Button kind="quiet" icon="ring" onClick={testRing}>{t('ready.testRing')}</Button>
      </div>
    </section>
  );
}

function Check({ name }: { name: CheckName }) {
  const { state, texts: { t } } = useView();
  const check = state.readiness.checks[name];
  const failed = check.state === 'failed';
  const asks = check.state === 'asking' || check.why === 'unanswered';
  const says = check.state === 'failed' ? t(`ready.why.${name}.${check.why ?? 'error'}`) : t(`ready.${check.state}`);
  return (
    <li class={`check is-${check.state}`}>
      <Icon name={ICONS[name]} />
      <div>
        <p><b>{t(`ready.${name}`)}</b><span class="check-says">{says}</span></p>
        {(failed || asks) && <p class="fix">{t(asks ? 'ready.ask' : check.why === 'framed' ? 'ready.fix.framed' : `ready.fix.${name}`)}</p>}
      </div>
      <span class="check-mark" aria-hidden="true">
        {check.state === 'ok' && <Icon name="check" size={16} />}
        {failed && <Icon name="alert" size={16} />}
        {check.state === 'checking' && <span class="spinner" />}
      </span>
    </li>
  );
}

function Devices() {
  const { texts: { t } } = useView();
  const list = useDeviceList();
  return (
    <details class="devices">
      <summary>{t('ready.devices')}<Icon name="chevron" size={16} /></summary>
      <DeviceSelect label={t('ready.micDevice')} kind="microphone" devices={list.microphones} />
      <DeviceSelect label={t('ready.speakerDevice')} kind="speaker" devices={list.speakers} />
      <DeviceSelect label={t('ready.ringDevice')} kind="ring" devices={list.speakers} />
    </details>
  );
}

/** Names are only told after the microphone was allowed, so the list is read again after each check. */
export function useDeviceList(): DeviceList {
  const { state, devices } = useView();
  const [list, setList] = useState<DeviceList>({ microphones: [], speakers: [] });
  useEffect(() => void devices.list().then(setList), [devices, state.readiness.phase, state.talk?.microphone]);
  return list;
}

export function DeviceSelect({ label, kind, devices: list }: { label: string; kind: keyof AudioDevices; devices: Device[] }) {
  const { devices, texts: { t } } = useView();
  const [chosen, setChosen] = useState(devices.chosen()[kind] ?? '');
  const choose = (id: string) => {
    setChosen(id);
    devices.choose({ [kind]: id === '' ? null : id });
  };
  return (
    <label>
      <span>{label}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('ready.system')}</option>
        {list.map(({ id, label: name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
}
