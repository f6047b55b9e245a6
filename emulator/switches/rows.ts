/** One uncertain behaviour of the cloud. The first value is the default. */
export interface SwitchRow {
  /** Row of section 9 of the platform facts; with a letter where a row holds two questions. */
  number: string;
  name: string;
  values: readonly [string, string, ...string[]];
  /** What is asked, in words. */
  question: string;
  source: string;
  confidence: 'H' | 'M' | 'L';
}

/** Sessions, HTTP, legs and routing. */
export const SESSION_SWITCHES = [
  { number: '6', name: 'httpRequestOnStart', values: ['no', 'yes'], confidence: 'L',
    question: 'Does StartScenarios itself raise HttpRequest?', source: 'docs: concepts' },
  { number: '14', name: 'terminatingContinuation', values: ['no', 'yes'], confidence: 'L',
    question: 'Does code after the one request of Terminating run when it is answered?', source: 'typings' },
  { number: '17', name: 'systemErrorFlag', values: ['true', 'absent'], confidence: 'L',
    question: 'What is systemError in Terminating after an uncaught error?', source: 'typings' },
  { number: '18', name: 'unhandledRejection', values: ['fatal', 'ignored'], confidence: 'L',
    question: 'Does an unhandled rejection end the session?', source: 'no statement' },
  { number: '25', name: 'customDataBytes', values: ['200', '2000'], confidence: 'L',
    question: 'How long may customData be?', source: 'typings; one guide says 2000' },
  { number: '25b', name: 'customDataOver', values: ['throw', 'truncate'], confidence: 'L',
    question: 'What happens to a longer one?', source: 'no statement' },
  { number: '27', name: 'modulesBeforeRequire', values: ['absent', 'present'], confidence: 'M',
    question: 'Are the names of a module there before it is required?', source: 'inference' },
  { number: '136', name: 'audioStarted', values: ['before', 'after'], confidence: 'L',
    question: 'Does AudioStarted of an answered leg come before or after Connected?', source: 'no statement' },
  { number: '47', name: 'callTimeoutOutside', values: ['clamp', 'ignore'], confidence: 'L',
    question: 'VI-CallTimeout outside 10..400: brought into range, or the default?', source: 'field' },
  // Silent by default: scenarios in the field start music in PlaybackFinished, which would never end otherwise.
  { number: '54', name: 'replacedPlayback', values: ['silent', 'finishes'], confidence: 'L',
    question: 'Does a playback replaced by another playback raise PlaybackFinished?', source: 'no statement' },
  { number: '54b', name: 'bridgedPlayback', values: ['silent', 'finishes'], confidence: 'L',
    question: 'Does a playback replaced by sendMediaBetween raise PlaybackFinished?', source: 'no statement' },
  { number: '60', name: 'deadCall', values: ['no-op', 'throw'], confidence: 'L',
    question: 'What does a method on a TERMINATED call do?', source: 'no statement' },
  { number: '121', name: 'barePlus', values: ['optional-plus', 'refused'], confidence: 'L',
    question: 'A rule pattern that starts with a bare +?', source: 'docs: routing' },
  { number: '132', name: 'accessReply', values: ['empty', 'text'], confidence: 'L',
    question: 'Body of the answer to a request to the access URL', source: 'no statement' },
  { number: '132b', name: 'accessDead', values: ['404', 'refused'], confidence: 'L',
    question: 'The access URL of a session that is gone', source: 'no statement' },
  { number: '140', name: 'textEncoding', values: ['utf-8', 'latin-1'], confidence: 'L',
    question: 'Bytes of non-ASCII text in HttpRequest content and in Crypto input', source: 'no statement' },
] as const satisfies readonly SwitchRow[];
