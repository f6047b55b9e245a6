import type { Windows } from './services';

export function createWindows(): Windows {
  const opened = new Map<string, Window>();
  return {
    open(windowId, features) {
      const target = window.open('about:blank', '_blank', features);
      if (!target) return false;
      opened.set(windowId, target);
      return true;
    },
    go(windowId, url) {
      const target = opened.get(windowId);
      opened.delete(windowId);
      if (!target || target.closed) return;
      // The form must not reach back into the page with the operator's session.
      target.opener = null;
      target.location.replace(url);
    },
    close(windowId) {
      opened.get(windowId)?.close();
      opened.delete(windowId);
    },
  };
}
