import { useState } from 'preact/hooks';
import { Button } from './button';
import { useView } from './view-context';

type Shown = 'open' | 'busy' | 'blocked' | 'failed';

/** «Заблокировать номер» in one click, and back in one. */
export function BlockButton({ number }: { number: string }) {
  const { callers, texts: { t } } = useView();
  const [shown, setShown] = useState<Shown>('open');
  const act = (doing: Promise<void>, done: Shown) => {
    setShown('busy');
    doing.then(() => setShown(done), () => setShown('failed'));
  };
  const block = () => act(callers.list(number, 'blocked', ''), 'blocked');
  return (
    <div class="block" role="status">
      {shown === 'blocked' && <p class="hint">{t('numbers.blockedNow')}</p>}
      {shown === 'failed' && <p class="not-found">{t('numbers.failed')}</p>}
      {shown === 'blocked'
        ? <Button kind="quiet" small onClick={() => act(callers.unlist(number), 'open')}>{t('numbers.undo')}</Button>
        : <Button kind="quiet" small icon="block" disabled={shown === 'busy'} onClick={block}>{t('numbers.block')}</Button>}
    </div>
  );
}
