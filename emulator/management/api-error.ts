/** A refusal by the API: HTTP 200 with `{"error": {code, msg}}`. Codes are the vendor's. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** "Not found" has no code of its own: each id answers with its "is invalid". */
export const INVALID_CODES: Readonly<Record<string, number>> = {
  application_id: 116,
  application_name: 107,
  user_id: 117,
  user_name: 122,
  scenario_id: 132,
  rule_id: 147,
  rule_pattern: 148,
  rule_pattern_exclude: 149,
  call_session_history_id: 150,
  rule_name: 156,
  user_display_name: 157,
  scenario_name: 168,
  phone_id: 181,
  acd_queue_name: 213,
  service_probability: 214,
  max_queue_size: 215,
  max_waiting_time: 216,
  average_service_time: 217,
  acd_queue_id: 218,
  skill_id: 220,
  skill_name: 222,
  acd_queue_priority: 223,
  acd_status: 227,
  user_password: 463,
};

export function invalidParameter(name: string): ApiError {
  return new ApiError(INVALID_CODES[name] ?? 496, `The '${name}' parameter is invalid.`);
}

export function missingParameter(name: string): ApiError {
  return new ApiError(485, `The '${name}' parameter is missing.`);
}

export function notUnique(code: number, name: string): ApiError {
  return new ApiError(code, `The '${name}' parameter is not unique.`);
}
