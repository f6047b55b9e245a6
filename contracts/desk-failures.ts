/**
 * What the desk can say in one sentence, with what to do: no fault of its own. Everything else that it throws is one.
 * Refused requests of pages are `ApiError`, in the desk's `http/errors.ts`.
 */
export abstract class DeskFailure extends Error {
  constructor(message: string, readonly cause?: unknown) {
    super(message);
  }
}

/** Put right by who runs the desk: a variable, a flag, a folder, a name that the config does not have. */
export class Mistake extends DeskFailure {
  override name = 'Mistake';
}

/** The database cannot be reached, or stopped while it was asked. Whether a statement was carried out may be unknown. */
export class DatabaseDown extends DeskFailure {
  override name = 'DatabaseDown';
  constructor(cause?: unknown, message = "The desk's database does not answer.") {
    super(message, cause);
  }
}

/** The database answers and can write nothing: a full disk, a read-only one. Nothing was carried out. */
export class DatabaseReadOnly extends DatabaseDown {
  override name = 'DatabaseReadOnly';
  constructor(why: string, cause?: unknown) {
    super(cause, `The desk's database takes nothing that is written: ${why}.`);
  }
}
