import type { CustomerHit } from '../../contracts/desk-customers';
import type { PageClock } from '../clock';
import type { DeskHttp } from '../desk/desk-http';
import type { Live } from '../desk/live';
import type { AudioDevices, Phone } from '../phone/port';
import type { Ringer } from '../sound/ringer';
import type { PageDatabase } from '../store/database';
import type { DeskEvent, PageOwnEvent, PageState, PhoneEvent, StoreEvent, UserEvent } from '../state';

/** An event without its time: the page's clock adds it. */
export type Happening = UserEvent | PhoneEvent | DeskEvent | StoreEvent | PageOwnEvent;

/** What the effects work with. */
export interface Services {
  /** The desk's address, '' for the page's own origin. */
  readonly base: string;
  /** Language and theme, for pages that are opened from this one. */
  readonly look: () => Readonly<Record<string, string>>;
  readonly host: Host;
  readonly clock: PageClock;
  readonly http: DeskHttp;
  readonly live: Live;
  readonly phone: Phone;
  readonly ringer: Ringer;
  readonly windows: Windows;
  readonly devices: () => AudioDevices;
  /** Null until the operator is known, or where the browser has none. */
  readonly database: () => Promise<PageDatabase | null>;
  readonly state: () => PageState;
  readonly dispatch: (happening: Happening) => void;
}

/** Windows that a click opened before their address was known. */
export interface Windows {
  open(windowId: string, features?: string): boolean;
  go(windowId: string, url: string): void;
  close(windowId: string): void;
}

/** What the page around this one may take upon itself: true, and nothing is opened here. */
export interface Host {
  openCustomer(customer: CustomerHit): boolean;
  createCustomer(from: { number: string; callId: string | null }): boolean;
}
