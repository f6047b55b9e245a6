import type { ClientRequest } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { UserError } from '../user-error';

/** The proxy did not let the request through; its address is in the message, its password is not. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Tunnels by CONNECT. What the proxy itself refuses is told as its own refusal, not as the cloud's. */
class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    let status = 200;
    request.once('proxyConnect', (answer: { statusCode: number }) => (status = answer.statusCode));
    const socket = await super.connect(request, options).catch((error: NodeJS.ErrnoException) => {
      throw this.failure(`cannot be used (${error.code ?? 'no answer that a proxy gives'})`);
    });
    if (status >= 200 && status < 300) return socket;
    socket.destroy();
    throw this.failure(`refused the connection (HTTP ${status})`);
  }

  private failure(what: string): ProxyError {
    return new ProxyError(`the proxy ${this.proxy.host} ${what}`);
  }
}

const agents = new Map<string, TunnelAgent | undefined>();

/**
 * The agent for a host by HTTPS_PROXY, ALL_PROXY and NO_PROXY; undefined: straight on. The variables are read once a
 * host: the vendor's client is kept from its own way with proxies, a plain POST, by naming the host in `no_proxy`.
 */
export function proxyAgentFor(host: string): https.Agent | undefined {
  if (!agents.has(host)) agents.set(host, open(host));
  return agents.get(host);
}

/** For requests to a target's host, and to others that belong to it. */
export function httpsAgentFor({ host, ca }: { host: string; ca: string | null }): https.Agent {
  // An emulator is on this machine: no proxy leads there.
  if (ca !== null) return new https.Agent({ keepAlive: true, ca });
  return proxyAgentFor(host) ?? new https.Agent({ keepAlive: true });
}

function open(host: string): TunnelAgent | undefined {
  const found = getProxyForUrl(`https://${host}`);
  if (found === '') return undefined;
  return new TunnelAgent(proxyUrl(found), { keepAlive: true });
}

function proxyUrl(found: string): string {
  const given = Object.values(process.env).includes(found) ? found : found.replace(/^https:/, 'http:');
  if (/^https?:$/.test(URL.canParse(given) ? new URL(given).protocol : '')) return given;
  throw new UserError('HTTPS_PROXY (or ALL_PROXY) is no address of an HTTP proxy. Expected http://host:port; or name the host of the cloud in NO_PROXY.');
}

/** Requests that name no agent of their own, those of the vendor's client, go through the same proxy. */
export function useForAll(host: string, agent: https.Agent): void {
  https.globalAgent = agent;
  goAroundOwnProxies(host);
}

/** The client's HTTP library asks these variables by itself. */
export function goAroundOwnProxies(host: string): void {
  const { hostname } = new URL(`https://${host}`);
  const without = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
  if (!without.split(',').includes(hostname)) process.env['no_proxy'] = without === '' ? hostname : `${without},${hostname}`;
}
