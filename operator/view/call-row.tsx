import type { CallSummary } from '../../contracts/desk-journal';
import type { TextKey } from '../locale/index';
import { Button } from './button';
import { CallComments } from './comments';
import { CustomerLink } from './customer-link';
import { dayAndTime, duration, nameText, phoneText } from './format';
import { CallButton } from './dialling';
import { Icon } from './icons';
import { Recordings } from './recording';
import { useView } from './view-context';

export interface CallRowProps { call: CallSummary; kind: 'missed' | 'calls'; onChanged: () => void }

export function CallRow({ call, kind, onChanged }: CallRowProps) {
  const { lists, texts: { t, language } } = useView();
  const other = call.direction === 'out' ? call.to : call.from ?? call.fromRaw;
  const number = phoneText(other);
  const name = call.customer ? nameText(call.customer.name, t) : '';
  const good = call.end === null || call.end.reason === 'completed';
  const handle = () => void lists.setHandled(call.callId, call.handled === null).then(onChanged, onChanged);
  return (
    <li>
      <span class={`call-mark ${good ? 'good' : 'warn'}`} aria-hidden="true">
        <Icon name={good ? 'phone' : 'missed'} size={18} />
      </span>
      <div class="row-words">
        <b>{call.customer
          ? <CustomerLink customer={call.customer} />
          : <bdi>{number === '' ? t('call.hidden') : number}</bdi>}
        </b>
        <small>
          {name !== '' && number !== '' && `${number} · `}{dayAndTime(call.startedAt, language)} · {t(`calls.reason.${call.end?.reason ?? 'live'}` as TextKey)}
          {call.talkMs > 0 && ` · ${duration(call.talkMs)}`}
        </small>
        <CallComments callId={call.callId} comments={call.comments} onChanged={onChanged} />
        <Recordings callId={call.callId} recordings={call.recordings} />
      </div>
      <div class="row-actions">
        {other.startsWith('+') && <CallButton number={other} about={kind === 'missed' ? call.callId : null} />}
        {kind === 'missed' && <Button small icon="check" onClick={handle}>{t(call.handled ? 'calls.markOpen' : 'calls.markHandled')}</Button>}
      </div>
    </li>
  );
}
