import { unsentCount } from '../state';
import { initials } from './format';
import { LATER_SECTIONS, type LaterSection } from './sections';
import { useView, type View } from './view-context';

export type Section = 'incoming' | LaterSection;
const SECTIONS: readonly Section[] = ['incoming', ...LATER_SECTIONS];

/** Those that there are for this operator on this page. */
export function shownSections({ state, hidden }: Pick<View, 'state' | 'hidden'>): Section[] {
  return SECTIONS.filter((name) => name === 'incoming' || (!hidden.includes(name) && (name !== 'team' || state.profile?.supervisor === true)));
}

/** «Телефония»: the sections, and under whose name calls are taken. */
export function Head({ section, onSection }: { section: Section; onSection: (section: Section) => void }) {
  const view = useView();
  const { t } = view.texts;
  const sections = shownSections(view);
  return (
    <header class="head">
      <h1 id="telephony">{t('menu.title')}</h1>
      {sections.length > 1 && <nav aria-label={t('menu.label')}>
        {sections.map((name) => (
          <button type="button" class="tab" key={name} aria-current={name === section ? 'page' : undefined} onClick={() => onSection(name)}>
            {t(`menu.${name}`)}
          </button>
        ))}
      </nav>}
      <Operator />
    </header>
  );
}

function Operator() {
  const { state, texts: { t } } = useView();
  const unsent = unsentCount(state);
  const me = state.profile;
  return (
    <div class="operator">
      {unsent > 0 && <p class="unsent" title={t('head.unsentHint')}>{t('head.unsent', { count: unsent })}</p>}
      <span class="badge" aria-hidden="true">{initials(me?.displayName ?? '·')}</span>
      <p>
        <span class="visually-hidden">{t('head.operator')}: </span>
        <b dir="auto">{me?.displayName ?? t('head.unknown')}</b>
        <small dir="auto">{me?.franchise.title ?? ''}</small>
      </p>
    </div>
  );
}
