import { useEffect, useState } from 'preact/hooks';
import type { PhoneExchange } from './exchange';
import { Handset } from './handset';
import { wordsOf, type Language } from './words';

/** Distinct callers, so that the operator's page shows who is who. */
const callers = ['+79161234567', '+79267654321', '+78121112233', '+79031010101'];

export function App({ exchange, initialLanguage }: { exchange: PhoneExchange; initialLanguage: Language }) {
  const [language, setLanguage] = useState(initialLanguage);
  const [numbers, setNumbers] = useState<string[]>([]);
  const [isOnline, setOnline] = useState(true);
  const [places, setPlaces] = useState([0]);
  useEffect(() => {
    exchange.onNumbers(setNumbers);
    exchange.onOnline(setOnline);
  }, [exchange]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = wordsOf(language).title;
  }, [language]);
  const words = wordsOf(language);
  const free = callers.findIndex((_, place) => !places.includes(place));
  const remove = (place: number) => setPlaces(places.filter((other) => other !== place));
  return (
    <main>
      <header class="top">
        <div><h1>{words.title}</h1><p>{words.about}</p></div>
        <button class="plain" type="button" onClick={() => setLanguage(language === 'ru' ? 'en' : 'ru')}>
          {language === 'ru' ? 'English' : 'Русский'}
        </button>
      </header>
      {!isOnline && <p class="offline" role="alert">{words.offline}</p>}
      <div class="handsets">
        {places.map((place) => (
          <Handset
            key={place} words={words} exchange={exchange} place={place + 1} numbers={numbers}
            initialFrom={callers[place] ?? ''} onRemove={places.length > 1 ? () => remove(place) : undefined}
          />
        ))}
        {free >= 0 && (
          <button class="add" type="button" onClick={() => setPlaces([...places, free].sort())}>{words.add}</button>
        )}
      </div>
    </main>
  );
}
