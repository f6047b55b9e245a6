import base from './styles/base.css';
import call from './styles/call.css';
import controls from './styles/controls.css';
import frame from './styles/frame.css';
import lists from './styles/lists.css';
import people from './styles/people.css';
import tokens from './styles/tokens.css';

/** One sheet in the shadow root: nothing leaks in or out, and no inline style offends the host's policy. */
export function createStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([tokens, base, controls, frame, call, lists, people].join('\n'));
  return sheet;
}
