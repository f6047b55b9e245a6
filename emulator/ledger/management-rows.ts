import type { LedgerRow } from './row';

/** The Management API. */
export const MANAGEMENT_ROWS: readonly LedgerRow[] = [
  { number: 101, text: 'Both forms of the address, GET and POST, urlencoded and multipart', source: 'docs, apiclient', confidence: 'H' },
  { number: 102, text: 'Tokens: signature, issuer, times, and their codes', source: 'docs', confidence: 'H' },
  { number: 103, text: 'HTTP 200 with an error body', source: 'apiclient', confidence: 'M' },
  { number: 104, text: '102 without a command, 103 for an unknown one', source: 'apiclient', confidence: 'H' },
  { number: 105, text: 'count and offset, total_count', source: 'docs', confidence: 'H' },
  { number: 106, text: 'Lists of ids, `all`, booleans as text', source: 'apiclient', confidence: 'H' },
  { number: 107, text: 'Codes of duplicate names', source: 'apiclient', confidence: 'H' },
  { number: 108, text: 'Shared and application scenarios in GetScenarios', source: 'kalfa', confidence: 'H' },
  { number: 109, text: 'A script’s text only by its id; the name filter', source: 'kalfa', confidence: 'H' },
  { number: 110, text: 'BindScenario: 147 without a rule; order of binding', source: 'kalfa', confidence: 'H/M' },
  { number: 111, text: 'SetRuleInfo with a scenario changes nothing', source: 'skills', confidence: 'H' },
  { number: 112, text: 'New rules go last; ReorderRules', source: 'apiclient', confidence: 'H' },
  { number: 113, text: 'What goes with a deleted scenario, rule, application', source: 'inference', confidence: 'L' },
  { number: 114, text: 'Names, lengths and their codes', source: 'apiclient', confidence: 'H' },
  { number: 115, text: 'StartScenarios: both URLs, the session’s id; 375', source: 'apiclient', confidence: 'H' },
  { number: 116, text: 'GetCallHistory only after the end, with log_file_url; 150 for an unknown id', source: 'kalfa', confidence: 'H' },
  { number: 117, text: 'AddSecret; the next session reads it', source: 'docs', confidence: 'H/M' },
  { number: 119, text: 'Faults to retry on: 340, 515, 484, 5xx, silence', source: 'apiclient', confidence: 'H' },
  { number: 120, text: 'Raw snake_case and dates as text', source: 'apiclient', confidence: 'H' },
];
