/** One limit of the platform (platform facts, 1.6). */
export interface LimitRow {
  key: string;
  limit: string;
  /** What happens beyond it, here. */
  beyond: string;
  /** Where what happens is a guess; the limit itself is documented. */
  guessed?: true;
}

/** Every limit of 1.6; test/emulator/limits reaches each from both sides. */
export const LIMIT_ROWS: readonly LimitRow[] = [
  { key: 'users', limit: '1000 users an account', beyond: 'API error 109' },
  { key: 'unanswered inbound', limit: '60 s, early media too', beyond: 'Disconnected' },
  { key: 'idle', limit: '60 s without a leg', beyond: 'Terminating' },
  { key: 'idle with ACD', limit: '120 min without a leg, with a request', beyond: 'Terminating' },
  { key: 'script', limit: '262,144 characters', beyond: 'the session dies' },
  { key: 'heap', limit: '16 MB', beyond: 'the session dies, once the callback that allocated is through; in a realm of its own', guessed: true },
  { key: 'string', limit: '8,388,607 characters', beyond: 'throws, where a function made it or the platform is given it; `+` alone goes unnoticed', guessed: true },
  { key: 'callback', limit: '1 s', beyond: 'the session dies; in a realm of its own' },
  { key: 'timers', limit: '100 active', beyond: 'throws', guessed: true },
  { key: 'players', limit: '10 a session', beyond: 'throws', guessed: true },
  { key: 'REFER', limit: '10 a call', beyond: 'TransferFailed 403', guessed: true },
  { key: 'header field', limit: '200 bytes', beyond: 'passes, with a violation in the log', guessed: true },
  { key: 'headers', limit: '4095 bytes together', beyond: 'pass, with a violation in the log', guessed: true },
  { key: 'packet', limit: '307,200 bytes', beyond: 'passes, with a violation in the log', guessed: true },
  { key: 'HTTP active', limit: '3', beyond: 'the 4th waits' },
  { key: 'HTTP outstanding', limit: '35', beyond: 'throws the documented message' },
  { key: 'mail active', limit: '2', beyond: 'the 3rd waits', guessed: true },
  { key: 'mail outstanding', limit: '10', beyond: 'throws', guessed: true },
  { key: 'HTTP body', limit: '2 MB', beyond: 'code -9' },
  { key: 'attempts', limit: '50 legs a session', beyond: 'Failed 403' },
  { key: 'unanswered legs', limit: '10 at a time', beyond: 'Failed 403' },
  { key: 'no answer', limit: '60 s', beyond: 'Failed 408' },
  { key: 'message', limit: '8192 bytes', beyond: 'does not arrive, with a violation in the log', guessed: true },
  { key: 'info', limit: '8192 bytes', beyond: 'does not arrive, with a violation in the log', guessed: true },
  { key: 'incoming web sockets', limit: 'the calls and 3', beyond: 'NewWebSocketFailed' },
  { key: 'log', limit: '15,000 characters a message', beyond: 'is cut' },
  { key: 'speech', limit: '1500 characters', beyond: 'PlaybackFinished with an error' },
  { key: 'audio size', limit: '10 MB', beyond: 'PlaybackFinished with an error', guessed: true },
  { key: 'audio download', limit: '12 s', beyond: 'PlaybackFinished with an error', guessed: true },
  { key: 'session customData', limit: '200 bytes (or 2000: a switch)', beyond: 'throws, or is cut: a switch', guessed: true },
  { key: 'call customData', limit: '200 bytes (or 2000: a switch)', beyond: 'throws, or is cut: a switch', guessed: true },
  { key: 'storage key', limit: '200 characters', beyond: 'rejects', guessed: true },
  { key: 'storage value', limit: '2000 characters', beyond: 'rejects', guessed: true },
  { key: 'storage ttl', limit: '0 to 7,776,000 s', beyond: 'rejects', guessed: true },
];
