/** What a program can read of a mistake beside its message. */
export interface ErrorDetails {
  /** Kebab-case; `mistake` where nothing narrower is known. */
  code?: string;
  /** What it was about: `rule "center"`. */
  object?: string;
  /** The step of a plan at which it happened. */
  step?: string;
  /** What to do, where the message does not say it itself. */
  remedy?: string;
}

/**
 * A mistake that the person at the keyboard can put right: wrong flag, broken
 * config, taken port. Printed as one message without a stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: number;
  readonly details: ErrorDetails;

  constructor(message: string, options: { exitCode?: number; cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
    this.details = options.details ?? {};
  }

  /** With the remedy behind it, as a person reads it. */
  get words(): string {
    return this.details.remedy === undefined ? this.message : `${this.message}. ${this.details.remedy}`;
  }
}
