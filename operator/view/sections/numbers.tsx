import { useState } from 'preact/hooks';
import type { ListedNumber, NumberList } from '../../../contracts/desk-callers';
import { TEXT_LIMITS } from '../../../contracts/text';
import { Button } from '../button';
import { dayAndTime, nameText, phoneText } from '../format';
import { TooLong } from '../too-long';
import { useFresh } from '../use-fresh';
import { useView } from '../view-context';

const NEWS = ['welcome'] as const;

/** «Номера»: whom nobody answers, and whom everybody answers first. */
export function Numbers() {
  const { callers, texts: { t } } = useView();
  const { value: numbers, failed, reload } = useFresh(callers.numbers, NEWS);
  return (
    <div class="columns">
      <section class="panel" aria-labelledby="numbers-listed">
        <h2 id="numbers-listed">{t('numbers.title')}</h2>
        <p class="hint">{t('numbers.hint')}</p>
        {failed && <p class="not-found">{t('calls.failed')}<Button kind="quiet" onClick={reload}>{t('action.retry')}</Button></p>}
        {numbers?.length === 0 && <p class="hint empty">{t('numbers.empty')}</p>}
        <ul class="rows">{numbers?.map((row) => <NumberRow key={row.number} row={row} onChanged={reload} />)}</ul>
      </section>
      <AddNumber onAdded={reload} />
    </div>
  );
}

function NumberRow({ row, onChanged }: { row: ListedNumber; onChanged: () => void }) {
  const { callers, texts: { t, language } } = useView();
  const name = row.customer ? nameText(row.customer.name, t) : '';
  return (
    <li>
      <div class="row-words">
        <b><bdi>{phoneText(row.number)}</bdi></b>
        <small>{t(`numbers.${row.list}`)} · {dayAndTime(row.at, language)}{name !== '' && ` · ${name}`}</small>
        {row.note !== '' && <small dir="auto">{row.note}</small>}
      </div>
      <Button small onClick={() => void callers.unlist(row.number).then(onChanged, onChanged)}>{t('numbers.remove')}</Button>
    </li>
  );
}

function AddNumber({ onAdded }: { onAdded: () => void }) {
  const { state, callers, texts } = useView();
  const { t } = texts;
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const [list, setList] = useState<NumberList>('blocked');
  const [failed, setFailed] = useState(false);
  const done = () => { setNumber(''); setNote(''); setFailed(false); onAdded(); };
  const add = () => void callers.list(number, list, note).then(done, () => setFailed(true));
  return (
    <section class="panel" aria-labelledby="add-number">
      <h2 id="add-number">{t('numbers.add')}</h2>
      <form class="form" onSubmit={(event) => { event.preventDefault(); add(); }}>
        <label>{t('numbers.number')}<input type="tel" autocomplete="off" value={number} onInput={(event) => setNumber(event.currentTarget.value)} /></label>
        <TooLong text={number} limit={TEXT_LIMITS.number} texts={texts} />
        <label>{t('numbers.note')}<input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></label>
        <TooLong text={note} limit={TEXT_LIMITS.listNote} texts={texts} />
        {state.profile?.supervisor === true && (
          <label>{t('numbers.list')}
            <select value={list} onChange={(event) => setList(event.currentTarget.value === 'urgent' ? 'urgent' : 'blocked')}>
              <option value="blocked">{t('numbers.blocked')}</option>
              <option value="urgent">{t('numbers.urgent')}</option>
            </select>
          </label>
        )}
        {failed && <p class="not-found" role="alert">{t('numbers.wrong')}</p>}
        <div class="panel-actions"><button type="submit" class="button primary" disabled={number.trim() === '' || note.length > TEXT_LIMITS.listNote || number.length > TEXT_LIMITS.number}>{t('numbers.add')}</button></div>
      </form>
    </section>
  );
}
