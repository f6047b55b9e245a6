import { useState } from 'preact/hooks';
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
  const [chosen, setSection] = useState<Section>(first);
  // A ring is answered in «Входящие»; the section comes to the operator, the focus stays where it is.
  const called = view.state.offer !== null || view.state.talk !== null || view.state.dial !== null;
  const section = called ? 'incoming' : chosen;
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

/** A ring is said at once to those who listen to the page, and once: the number as it came, not as it is looked up. */
function Announcer() {
  const { state, texts: { t } } = useView();
  const number = state.offer && isRinging(state) ? phoneText(state.offer.number) : '';
  return <p class="visually-hidden" role="alert">{number === '' ? '' : t('call.announce', { number })}</p>;
}
