import { useEffect, useState } from 'preact/hooks';
import type { CallerCard } from '../state';
import { BlockButton } from './block-button';
import { Icon } from './icons';
import { nameText, phoneText } from './format';
import { useView } from './view-context';

const COPIED_MS = 2_000;

/** Who calls: the number, large, to copy; and the name once it is known. */
export function Caller({ card }: { card: CallerCard }) {
  const { state, texts: { t } } = useView();
  const from = (state.offer ?? state.talk)?.from ?? null;
  const e164 = card.looked?.e164 ?? null;
  const chosen = card.customers.find((customer) => customer.id === card.chosenId);
  const number = phoneText(card.looked?.e164 ?? card.number, card.looked?.display);
  return (
    <div class="caller">
      {chosen && <p class="caller-name" dir="auto">{nameText(chosen.name, t)}</p>}
      <p class="number">
        <span class="visually-hidden">{t('call.from')}: </span>
        <bdi>{number === '' ? t('call.hidden') : number}</bdi>
        {number !== '' && <CopyButton text={card.looked?.e164 ?? card.number} />}
      </p>
      {from && <p class="hint">{t('handOver.from', { name: from.byName })}</p>}
      {e164 !== null && <BlockButton key={e164} number={e164} />}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const { texts: { t } } = useView();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <button type="button" class={`icon-button ${copied ? 'done' : ''}`} aria-label={t('action.copy')} title={t('action.copy')} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} size={18} />
      <span class="visually-hidden" role="status">{copied ? t('action.copied') : ''}</span>
    </button>
  );
}
