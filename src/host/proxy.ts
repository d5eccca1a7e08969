import type { ProxySettings } from '../protocol/proxy.ts';

/** VS Code's settings about proxies by their names below `http.`; each can be anything. */
export type HttpSettings = (name: string) => unknown;

/** The environment variables of the extension host. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that VS Code's own requests take: the one of the settings, else the one of the environment. */
export function findProxy(http: HttpSettings, environment: Environment): ProxySettings | undefined {
  if (http('proxySupport') === 'off') return undefined;
  const url = proxyUrl(http('proxy')) ?? proxyOf(environment);
  if (url === undefined) return undefined;
  const authorization = http('proxyAuthorization');
  return {
    url,
    strictSsl: http('proxyStrictSSL') !== false,
    except: exceptions(http('noProxy'), environment),
    ...(typeof authorization === 'string' && authorization !== '' && { authorization }),
  };
}

function proxyOf(environment: Environment): string | undefined {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  return proxyUrl(names.map((name) => environment[name]).find(Boolean));
}

/** As in VS Code, an address without a scheme is none. */
function proxyUrl(value: unknown): string | undefined {
  return typeof value === 'string' && value.includes('://') ? value.trim() : undefined;
}

/** As in VS Code, the environment counts only where the setting is empty. */
function exceptions(setting: unknown, environment: Environment): string[] {
  const listed = Array.isArray(setting) ? setting.filter((each) => typeof each === 'string') : [];
  if (listed.length > 0) return listed;
  const named = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return named.split(',').filter((each) => each.trim() !== '');
}
