import { ApiError } from './api-error';
import type { Answer, MethodContext } from './method';
import { METHODS } from './methods';
import { METHODS_WITHOUT_ROLE } from './methods/account';
import type { ApiRequest } from './read-request';
import { authorize } from './token';

export interface Asked {
  request: ApiRequest;
  authorization: string | undefined;
  /** Wall-clock time: tokens are signed by it even where calls run in virtual time. */
  wallNowMs: number;
}

export type Body = Answer | { error: { code: number; msg: string } };

/** Does what one request asks. Refusals come back as a body, whatever else is thrown is a defect of the emulator. */
export function answer(context: Omit<MethodContext, 'roles'>, asked: Asked): { body: Body; wrote: boolean } {
  const { method: name, parameters } = asked.request;
  try {
    if (name === '') throw new ApiError(102, "The 'cmd' parameter is missing.");
    const key = authorize({
      account: context.account, authorization: asked.authorization, parameters, nowMs: asked.wallNowMs,
    });
    const method = METHODS[name];
    if (!method) throw new ApiError(103, `The command '${name}' is unknown.`);
    // A key without a role is refused as if it were no key.
    if (key.roles.length === 0 && !METHODS_WITHOUT_ROLE.includes(name)) throw new ApiError(100, 'Authorization failed.');
    return { body: method.run({ ...context, roles: key.roles }, parameters), wrote: method.writes };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { body: { error: { code: error.code, msg: error.message } }, wrote: false };
  }
}
