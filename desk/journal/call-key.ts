/** What names a call at the desk. */
export interface CallKey { franchise: string; callId: string }
