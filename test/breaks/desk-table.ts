/** One line of the desk broken by hand, and the file under test/cases/ that notices. */
export interface DeskBreak {
  says: string;
  file: string;
  /** A line of the file, without its indentation; it is there exactly once. */
  line: string;
  instead: string;
  seenBy: string;
}

const KEPT = 'a40-desk-kept.test.ts';
const ASKS = 'a40-desk-asks.test.ts';
const LISTS = 'a40-desk-lists.test.ts';
const PURE = 'a40-desk-pure.test.ts';
const BORDERS = 'a40-desk-borders.test.ts';

export const DESK_BREAKS: readonly DeskBreak[] = [
  {
    says: 'nonces are forgotten at once', seenBy: KEPT, file: 'desk/journal/signed-route.ts',
    line: "await db.query('delete from nonces where at < $1', [nowMs - NONCE_KEPT_MS]);",
    instead: "await db.query('delete from nonces where at < $1', [nowMs]);",
  },
  {
    says: 'signed commands follow redirects', seenBy: ASKS, file: 'desk/journal/commands.ts',
    line: "redirect: 'error',", instead: "redirect: 'follow',",
  },
  {
    says: "an ERP's bearer follows redirects", seenBy: ASKS, file: 'desk/directory/erp-client.ts',
    line: "redirect: 'error',", instead: "redirect: 'follow',",
  },
  {
    says: 'a recording is fetched wherever its storage points', seenBy: PURE, file: 'desk/recordings/storage.ts',
    line: "redirect: 'manual',", instead: "redirect: 'follow',",
  },
  {
    says: 'erasing misses raw numbers', seenBy: KEPT, file: 'desk/care/person.ts',
    line: "`select call_id from calls where franchise = $1 and case when direction = 'out' then to_number else coalesce(from_number, from_raw) end = any($2)",
    instead: "`select call_id from calls where franchise = $1 and case when direction = 'out' then to_number else from_number end = any($2)",
  },
  {
    says: 'expired sessions are never deleted', seenBy: KEPT, file: 'desk/sign-in/sessions.ts',
    line: "await db.query('delete from sessions where expires_at <= $1', [clock.now()]);", instead: 'clock.now();',
  },
  {
    says: 'no job deletes expired sessions', seenBy: KEPT, file: 'desk/care/caretaker.ts',
    line: "{ name: 'sessions', everyMs: HOUR_MS, book, work: () => sessions.forgetExpired() },", instead: '',
  },
  {
    says: 'no job forgets nonces', seenBy: KEPT, file: 'desk/care/caretaker.ts',
    line: "{ name: 'nonces', everyMs: MINUTE_MS, book, work: () => forgetNonces(db, clock.now()) },", instead: '',
  },
  {
    says: 'what was erased is remembered for ever', seenBy: KEPT, file: 'desk/care/retention.ts',
    line: "await db.query('delete from erased_calls where franchise = $1 and at < $2', [name, clock.now() - retentionDays * DAY_MS]);", instead: '',
  },
  {
    says: 'error messages are unmasked in the log', seenBy: PURE, file: 'desk/http/log.ts',
    line: 'message: maskNumbers(error.message),', instead: 'message: error.message,',
  },
  {
    says: 'stacks are unmasked in the log', seenBy: PURE, file: 'desk/http/log.ts',
    line: "stack: maskNumbers(error.stack ?? ''),", instead: "stack: error.stack ?? '',",
  },
  { says: 'a file of calls is cut at five rows', seenBy: LISTS, file: 'desk/journal/csv.ts', line: 'const MOST_ROWS = 50_000;', instead: 'const MOST_ROWS = 5;' },
  { says: 'a list is cut at five rows', seenBy: LISTS, file: 'desk/journal/lists.ts', line: 'const PAGE = 50;', instead: 'const PAGE = 5;' },
  { says: 'a customer has five calls', seenBy: LISTS, file: 'desk/journal/lists.ts', line: 'const OF_CUSTOMER = 100;', instead: 'const OF_CUSTOMER = 5;' },
  { says: 'a franchise has five listed numbers', seenBy: LISTS, file: 'desk/callers/listed.ts', line: 'const MOST = 1_000;', instead: 'const MOST = 5;' },
  { says: 'callbacks are cut at five rows', seenBy: LISTS, file: 'desk/callers/callbacks.ts', line: 'const PAGE = 50;', instead: 'const PAGE = 5;' },
  { says: 'bodies of any size are read', seenBy: BORDERS, file: 'desk/http/app.ts', line: 'export const BODY_LIMIT = 256 * 1024;', instead: 'export const BODY_LIMIT = 256 * 1024 * 1024;' },
  { says: 'nonces of any length are stored', seenBy: BORDERS, file: 'desk/journal/signed-route.ts', line: 'const NONCE_MOST = 200;', instead: 'const NONCE_MOST = 20_000;' },
  {
    says: 'a page may not change anything', seenBy: BORDERS, file: 'desk/http/app.ts',
    line: "methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],", instead: "methods: ['GET'],",
  },
];
