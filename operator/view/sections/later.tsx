import { useEffect, useState } from 'preact/hooks';
import { Button } from '../button';
import { useView } from '../view-context';
import { loadedSection, loadSection, type LaterPart } from '.';

/** A section that may still be on its way; said so, and asked for again by a click. */
export function Later({ name }: { name: LaterPart }) {
  const { texts: { t } } = useView();
  const [state, setState] = useState<'loading' | 'done' | 'failed'>('loading');
  const load = () => {
    setState('loading');
    loadSection(name).then(() => setState('done'), () => setState('failed'));
  };
  const Section = loadedSection(name);
  useEffect(() => { if (!Section) load(); }, [name]);
  if (Section) return <Section />;
  return state === 'failed'
    ? <p class="panel not-found">{t('menu.failed')}<Button kind="quiet" onClick={load}>{t('action.retry')}</Button></p>
    : <p class="panel hint" role="status">{t('calls.loading')}</p>;
}
