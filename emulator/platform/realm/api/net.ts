import type { HttpResult } from '../../http/request';
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
    httpRequest(url: unknown, callback: unknown, options?: unknown): void {
      const session = host.session();
      session.http.send(url, options, (result: HttpResult) => session.runCallback('Net.httpRequest', callback, [result]));
    },
  };
}
