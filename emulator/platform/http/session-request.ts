/** What comes in at the access URL of a session. */
export interface SessionRequest {
  method: string;
  body: string | Uint8Array;
  /** Names as sent; only X- ones reach the scenario. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The same with its body as text: that is how it is written down. */
export function withTextBody(request: SessionRequest): SessionRequest {
  return { ...request, body: Buffer.from(request.body as string).toString() };
}

export interface SessionReply {
  /** null: the connection is refused. */
  status: number | null;
  body: string;
}
