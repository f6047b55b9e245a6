import { statusListener } from '../statuses/messages';
import { textOf } from '../params';
import type { Handlers, Session } from '../session';
import type { SignInResult } from './sign-in';
import { ringListener } from '../calls/incoming';

type Options = Record<string, unknown>;

export const signInHandlers: Handlers = {
  login(session, params) {
    const options = params.record(2);
    const credentials = {
      digest: params.text(1),
      credentialType: textOf(options, 'credentialType'),
      accessToken: textOf(options, 'accessToken'),
    };
    finish(session, session.services.signIn.byDigest(params.text(0), credentials), options);
  },
  loginGenerateOneTimeKey(session, params) {
    finish(session, session.services.signIn.requestKey(params.text(0)), {});
  },
  loginUsingOneTimeKey(session, params) {
    finish(session, session.services.signIn.byKey(params.text(0), params.text(1)), params.record(2));
  },
  loginStage2(session, params) {
    finish(session, session.services.signIn.bySecondStage(params.text(0), params.text(1)), params.record(2));
  },
  refreshOauthToken(session, params) {
    const token = textOf(params.record(1), 'refreshToken') ?? params.text(1);
    const oauth = session.services.signIn.refresh(params.text(0), token);
    if (oauth) session.say('refreshOauthTokenSuccessful', { OAuth: oauth });
    else session.say('refreshOauthTokenFailed', 701);
  },
};

/** `connectionId` is what status requests are marked with; only the part before `_` is compared. */
function finish(session: Session, result: SignInResult, options: Options): void {
  if ('code' in result) {
    session.say('loginFailed', result.code, ...(result.key === undefined ? [] : [result.key]));
    return;
  }
  const { user, oauth } = result;
  session.operator?.device.disconnect({ clean: true });
  session.say('loginSuccessful', user.displayName, {
    connectionId: session.id,
    iceConfig: { iceServers: [] },
    OAuth: oauth,
  });
  // After the success, so that no push overtakes it.
  const device = session.services.cloud.connect(
    user,
    { queueType: session.queueType, receiveCalls: options['receiveCalls'] !== false },
    { ...statusListener(session, user.id), ...ringListener(session) },
  );
  session.operator = { user, device };
}
