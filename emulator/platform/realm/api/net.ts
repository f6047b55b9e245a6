import type { HttpResult } from '../../http/request';
import { mailOfSession } from '../../http/session-mail';
import type { Api, ApiHost } from './api-host';

/** Net: resolves whatever happens, the code tells (row 32). */
export function makeNet(host: ApiHost): Api {
  return {
    httpRequestAsync(url: unknown, options?: unknown): unknown {
      const session = host.session();
      const { realm } = session;
      if (!realm) return undefined;
      const deferred = realm.deferred();
      session.http.send(url, options, (result) => session.enter(() => deferred.resolve(result)));
      return deferred.promise;
    },
    sendMailAsync(...args: unknown[]): unknown {
      const session = host.session();
      const { realm } = session;
      if (!realm) return undefined;
      const deferred = realm.deferred();
      mailOfSession(session).send(args, (result) => session.enter(() => deferred.resolve(result)));
      return deferred.promise;
    },
    sendMail(...args: unknown[]): void {
      const session = host.session();
      const callback = args[5];
      mailOfSession(session).send(args, (result) => session.runCallback('Net.sendMail', callback, [result]));
    },
    httpRequest(url: unknown, callback: unknown, options?: unknown): void {
      const session = host.session();
      session.http.send(url, options, (result: HttpResult) => session.runCallback('Net.httpRequest', callback, [result]));
    },
  };
}
