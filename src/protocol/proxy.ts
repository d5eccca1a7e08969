/** The proxy that VS Code is set to use. */
export interface ProxySettings {
  /** As it is written; may hold a name and a password. */
  readonly url: string;
  /** What to send as `Proxy-Authorization`, instead of what the address says. */
  readonly authorization?: string | undefined;
  /** Whether the certificate of the proxy itself is checked. */
  readonly strictSsl: boolean;
  /** Hosts that need no proxy, as in `NO_PROXY`. */
  readonly except: readonly string[];
}

/** The address of a proxy as it may be shown or passed on. A password may hold any character: all before the last `@` goes. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z][\w+.-]*:\/\/)?.*@/is, '$1');
}
