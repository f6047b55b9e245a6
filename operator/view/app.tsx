import { useEffect, useState } from 'preact/hooks';
import { isRinging } from '../state';
import { phoneText } from './format';
import { Head, type Section } from './head';
import { Incoming } from './incoming';
import { Notices } from './notices';
import { Later } from './sections/later';
import { StatusBar } from './status-bar';
import { useView, ViewProvider, type View } from './view-context';

/** The whole dialog: a region, since the page around it has its own main part. */
export function App({ view, section: first = 'incoming' }: { view: View; section?: Section }) {
  const { section, setSection } = useSection(view, first);
  return (
    <ViewProvider value={view}>
      <section class="app" lang={view.texts.language} aria-labelledby="telephony">
        <Head section={section} onSection={setSection} />
        <StatusBar />
        <Announcer />
        <Notices />
        <div>
          {section === 'incoming' ? <Incoming /> : <Later key={section} name={section} />}
        </div>
      </section>
    </ViewProvider>
  );
}

/**
 * A ring is answered in «Входящие»; the section comes to the operator, the focus stays where it is. So does the wrap-up,
 * but then a click leads elsewhere; once it is over the section is there that was chosen before.
 */
function useSection({ state: { offer, talk, dial, wrapUp }, hidden, wanted }: View, first: Section): { section: Section; setSection: (section: Section) => void } {
  const [chosen, setChosen] = useState<Section>(first);
  const [leftWrapUp, setLeftWrapUp] = useState<string | null>(null);
  const callId = wrapUp?.callId ?? null;
  useEffect(() => setLeftWrapUp(null), [callId]);
  const choose = (next: Section) => {
    setChosen(next);
    setLeftWrapUp(next === 'incoming' ? null : callId);
  };
  useEffect(() => { if (wanted) choose(wanted.section); }, [wanted]);
  const called = offer !== null || talk !== null || dial !== null;
  const section = called || (callId !== null && leftWrapUp !== callId) || hidden.includes(chosen) ? 'incoming' : chosen;
  return { section, setSection: choose };
}

/** A ring is said at once to those who listen to the page, and once: the number as it came, not as it is looked up. */
function Announcer() {
  const { state, texts: { t } } = useView();
  const number = state.offer && isRinging(state) ? phoneText(state.offer.number) : '';
  return <p class="visually-hidden" role="alert">{number === '' ? '' : t('call.announce', { number })}</p>;
}
