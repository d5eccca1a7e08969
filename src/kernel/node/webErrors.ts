/** What can go wrong between here and a server, said so that a person knows what to do. */
import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';

interface Failure {
  readonly url: string;
  readonly timeoutSeconds: number;
  /** Whether the time was over. */
  readonly isLate: boolean;
}

/** Makes of whatever a request threw an error that names the address and says what to do. */
export function explainFailure(error: unknown, { url, timeoutSeconds, isLate }: Failure): HumanError {
  if (error instanceof HumanError) return error;
  if (isLate) return timedOut(url, timeoutSeconds);
  const cause = deepestCause(error);
  const explain = EXPLANATIONS.find(([code]) => code.test(cause.code))?.[1] ?? noAnswer;
  return new HumanError(explain(url, cause.message));
}

function timedOut(url: string, timeoutSeconds: number): HumanError {
  return new HumanError(
    l10n.t(
      '{0} did not answer completely within {1} s. Try again later, or raise the setting cachebook.monitor.timeoutSeconds. If your network needs a proxy, name it in the setting http.proxy.',
      url,
      timeoutSeconds,
    ),
  );
}

type Explain = (url: string, reason: string) => string;

const noAnswer: Explain = (url, reason) =>
  l10n.t(
    'There was no answer from {0}: {1}. Check the address and your network, then try again.',
    url,
    reason,
  );

/** Codes of Node, of its HTTP client and of OpenSSL, and what they mean to a person. The first that fits counts. */
const EXPLANATIONS: readonly (readonly [code: RegExp, explain: Explain])[] = [
  [
    /^ECONNREFUSED$/,
    (url) =>
      l10n.t(
        'The connection to {0} was refused. Check the host and the port, and that the server is running.',
        url,
      ),
  ],
  [
    /^(ENOTFOUND|EAI_\w+)$/,
    (url) =>
      l10n.t(
        'The host of {0} was not found. Check its spelling and your network. If your network needs a proxy, name it in the setting http.proxy.',
        url,
      ),
  ],
  [
    /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/,
    (url) =>
      l10n.t('The connection to {0} was closed before the whole answer had come. Try again later.', url),
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    (url) =>
      l10n.t(
        '{0} cannot be reached from here. Check your network. If it needs a proxy, name it in the setting http.proxy.',
        url,
      ),
  ],
  [
    /^(EPROTO|ERR_SSL_\w+)$/,
    (url) => l10n.t('{0} does not speak https as this address says. Check the address and the port.', url),
  ],
  [
    /CERT|SIGNATURE|CRL|^ERR_TLS_|^INVALID_CA|^INVALID_PURPOSE|^PATH_LENGTH|^HOSTNAME_MISMATCH/,
    (url, reason) =>
      l10n.t(
        'The certificate of {0} cannot be trusted: {1}. Check the address and the clock of this machine. If your network uses certificates of its own, name their file in the environment variable NODE_EXTRA_CA_CERTS.',
        url,
        reason,
      ),
  ],
];

/** Node wraps what happened, sometimes twice, and several attempts in one error. */
function deepestCause(error: unknown): { code: string; message: string } {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  if (deepest instanceof AggregateError && deepest.errors[0] instanceof Error)
    [deepest] = deepest.errors as Error[];
  if (!(deepest instanceof Error)) return { code: '', message: String(deepest) };
  const code = 'code' in deepest && typeof deepest.code === 'string' ? deepest.code : '';
  return { code, message: deepest.message };
}
