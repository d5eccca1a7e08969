import { withoutPassword } from '../../protocol/proxy.ts';

/** What a kernel needs to run: where programs, what was fetched and temporary files are, language, certificates and proxies. */
const NEEDED =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|ELECTRON_RUN_AS_NODE|LD_LIBRARY_PATH|NODE_EXTRA_CA_CERTS|CACHEBOOK_(CACHE|REDIS)|XDG_CACHE_HOME|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$/i;

/** The variables whose addresses may hold a name and a password. */
const PROXY = /^HTTPS?_PROXY$/i;

/**
 * The part of an environment that a kernel may see: a list of what is let in, so that no secret slips through. Cells
 * and what they start may need the address of a proxy; its password stays here.
 */
export function scrubEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const needed = Object.entries(environment).filter(([name]) => NEEDED.test(name));
  return Object.fromEntries(
    needed.map(([name, value]) => [
      name,
      value !== undefined && PROXY.test(name) ? withoutPassword(value) : value,
    ]),
  );
}
