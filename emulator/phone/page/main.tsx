import { render } from 'preact';
import { App } from './app';
import { connectExchange } from './exchange';
import { preferredLanguage } from './words';

const root = document.getElementById('phone');
if (root) {
  const exchange = connectExchange(`wss://${location.host}/phone/socket`);
  render(<App exchange={exchange} initialLanguage={preferredLanguage(navigator.languages)} />, root);
}
