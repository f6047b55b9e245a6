import { render } from 'preact';
import { createDeskHttp } from '../desk/desk-http';
import { keptSession } from './enter';
import { addTexts, createTexts, loadLanguage, type CustomerPageWords } from '../locale';
import en from '../locale/customer-page.en.json';
import ru from '../locale/customer-page.ru.json';
import { CustomerForm } from '../view/customer-form';
import { ownTexts } from '../view/own-texts';
import { createStyles } from '../view/styles';

ownTexts();
addTexts({ ru: { customerPage: ru }, en: { customerPage: en satisfies CustomerPageWords } });

/** The desk's own page of a customer, and the form for a new one: `#/customers/<id>`, `#/customers/new?number=…`. */
class VoxCustomer extends HTMLElement {
  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [createStyles()];
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const theme = this.getAttribute('theme') ?? 'auto';
    const paint = () => { this.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme; };
    dark.addEventListener('change', paint);
    paint();
    const language = this.getAttribute('lang')?.startsWith('en') ? 'en' : 'ru';
    const [path = '', query = ''] = location.hash.slice('#/customers/'.length).split('?');
    const id = path === 'new' ? null : decodeURIComponent(path);
    const given = new URLSearchParams(query);
    const from = { number: given.get('number') ?? '', callId: given.get('call') || null };
    const show = () => render(
      <CustomerForm http={createDeskHttp({ base: '', getToken: null, session: keptSession() })} texts={createTexts(language)} id={id} from={from} />, root);
    // A file of words that does not come leaves them Russian.
    void loadLanguage(language).then(show, show);
  }
}

customElements.define('vox-customer', VoxCustomer);
