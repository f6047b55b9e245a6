import { useLayoutEffect, useRef, type MutableRef } from 'preact/hooks';

/** What a click opened has the focus at once: the button that was pressed is gone, and the focus must not go with it. */
export function useFocus<T extends HTMLElement>(): MutableRef<T | null> {
  const place = useRef<T>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return place;
}
