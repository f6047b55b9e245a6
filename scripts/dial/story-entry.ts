/** One line of the timeline. */
export interface StoryEntry {
  /** Milliseconds since the call alerted. */
  atMs: number;
  /** `caller`, `call` (what the scenario told the desk), `cloud`, or an operator's name. */
  who: string;
  kind: string;
  /** For people. */
  text: string;
  [detail: string]: unknown;
}
