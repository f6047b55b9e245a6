/** Types of `<vox-incoming>` for the page around it. This file is served beside `vox-incoming.js`. */

/** Sections of the element; `incoming` is always there. */
export type VoxSection = 'incoming' | 'calls' | 'callbacks' | 'numbers' | 'team' | 'integration';

/** The connection line: what the operator sees about calls coming in. */
export type VoxState =
  | 'no-connection' | 'connecting' | 'off' | 'on' | 'paused' | 'ringing' | 'talking' | 'wrap-up' | 'other-tab';

export interface VoxCall {
  /** The desk's id; null where the desk does not know the call. */
  callId: string | null;
  /** As it came in, or as it is dialled; '' where it is hidden. */
  number: string;
  direction: 'in' | 'out';
}

export interface VoxCustomer {
  id: string;
  name: string;
  /** The ERP's page of the customer; null where the desk has its own. */
  pageUrl: string | null;
}

/** `detail` of each event. All bubble. */
export interface VoxIncomingEvents {
  'vox-state': { state: VoxState; before: VoxState };
  'vox-ringing': VoxCall;
  /** The conversation has begun: both are heard. */
  'vox-answered': VoxCall;
  /** `answered: false`: it only rang, or no sound came. */
  'vox-ended': VoxCall & { answered: boolean; talkedMs: number };
  /** Found by the number, or chosen by the operator; null: the choice was taken back. */
  'vox-customer': VoxCall & { customer: VoxCustomer | null };
  /** The desk has the operator's note. */
  'vox-saved': { callId: string; customerId: string | null };
  /** A click on a customer. `preventDefault()`: the page around shows the customer, and no window opens. */
  'vox-open-customer': VoxCustomer;
  /** «Создать клиента». `preventDefault()`: the page around does it, and no window opens; the call is saved all the same. */
  'vox-create-customer': { callId: string | null; number: string };
}

/**
 * Attributes: `lang`, `theme`, `hide`, `desk`, and `window="own"`: calls are taken in a window of their own, so that a talk outlives
 * the page; every page then hears the events, and one that opens in the middle of a call hears only what happens from then on.
 */
export interface VoxIncomingElement extends HTMLElement {
  /** Gives the token that the ERP signed for this operator; asked whenever a session ends. */
  getToken?: () => Promise<string>;
  /** Calls out, with a customer for the call where one is given. False: not now, as a call, a wrap-up or a lost connection keeps it. */
  call(number: string, customerId?: string): boolean;
  /** Shows a section. False: there is no such section for this operator. */
  open(section: VoxSection): boolean;
  addEventListener<K extends keyof VoxIncomingEvents>(
    type: K, listener: (event: CustomEvent<VoxIncomingEvents[K]>) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K, listener: (event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap { 'vox-incoming': VoxIncomingElement }
}
