import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from '../locale';
import type { DeviceChoice } from '../runner/device-choice';
import type { VoxSection } from '../host/vox-incoming';
import type { Links } from '../runner/page';
import type { Happening } from '../runner/services';
import type { Clocks, PageState } from '../state';
import type { Callers } from './callers';
import type { Lists } from './lists';

/** All that the view gets; pictures and tests give the same from plain data. */
export interface View {
  readonly state: PageState;
  readonly clocks: Clocks;
  readonly dispatch: (happening: Happening) => void;
  readonly texts: Texts;
  readonly lists: Lists;
  readonly callers: Callers;
  readonly devices: DeviceChoice;
  readonly testRing: () => void;
  readonly links: Links;
  /** Sections that the page around does not want. */
  readonly hidden: readonly string[];
  /** The section that the page around has asked for last. */
  readonly wanted: { readonly section: VoxSection } | null;
}

const ViewContext = createContext<View | null>(null);
export const ViewProvider = ViewContext.Provider;

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('A component of the view stands outside of its provider.');
  return view;
}
