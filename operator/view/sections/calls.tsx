import { CallList } from '../call-list';
import { useView } from '../view-context';

/** «Звонки»: the missed ones and all of them, of this operator or of the franchise. */
export function Calls() {
  const { texts: { t } } = useView();
  return (
    <div class="columns">
      <CallList kind="missed" title={t('calls.missed')} empty={t('calls.emptyMissed')} scopes={['mine', 'all']} />
      <CallList kind="calls" title={t('menu.calls')} empty={t('calls.empty')} scopes={['mine', 'all']} />
    </div>
  );
}
