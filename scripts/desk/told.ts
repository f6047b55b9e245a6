import { DeskFailure } from '../../contracts/desk-failures';
import { UserError } from '../user-error';

/** What the desk says in a sentence, with what came of it in front; a fault stays one. */
export function told(error: unknown, outcome: string): unknown {
  return error instanceof DeskFailure ? new UserError(`${outcome}: ${error.message}`, { cause: error }) : error;
}
