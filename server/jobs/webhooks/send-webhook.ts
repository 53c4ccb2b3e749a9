import { lookup as lookUp } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { inEnglish } from '../../contract/tell-file.ts';
import { isPublic, wrongUrl } from './webhook-address.ts';

/** How one attempt ended: an answer's status, or why there was none. */
export interface Sent {
  code: number | null;
  /** null where the receiver took it in (2xx). */
  error: string | null;
  /** Seconds the receiver asked to be left alone; 0 where it did not. */
  retryAfterS: number;
}

/** Looks a name up and refuses what is not public at the moment of connecting, so that no later answer of a name server slips by. */
const lookUpPublic: LookupFunction = (hostname, options, callback) =>
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const found = addresses.find(({ address }) => !isPublic(address));
    if (found || addresses.length === 0)
      return callback(new Error(`${hostname} is a private host`), '');
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  });

/** Posts a message. Redirects are not followed; an answer is its status, its body is not read. Never throws. */
export function sendWebhook(message: {
  url: string;
  headers: Record<string, string>;
  payload: string | Buffer;
  timeoutMs: number;
  allowPrivate: boolean;
  /** Ends the attempt early. */
  stop?: AbortSignal;
}): Promise<Sent> {
  const { url, headers, payload, timeoutMs, allowPrivate, stop } = message;
  const failed = (error: string): Sent => ({ code: null, error, retryAfterS: 0 });
  // What the deployment allows may have changed since the webhook was made.
  const wrong = wrongUrl(url, allowPrivate);
  if (wrong) return Promise.resolve(failed(inEnglish(`fileProblems.${wrong}`, {})));
  return new Promise((resolve) => {
    const late = AbortSignal.timeout(timeoutMs);
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const sending = request(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-length': String(Buffer.byteLength(payload)),
        'user-agent': 'Xunji',
      },
      agent: false,
      signal: stop ? AbortSignal.any([late, stop]) : late,
      ...(allowPrivate ? {} : { lookup: lookUpPublic }),
    });
    sending.on('response', (response) => {
      const code = response.statusCode!;
      const taken = code >= 200 && code < 300;
      resolve({
        code,
        error: taken ? null : `answered ${code}`,
        retryAfterS: Number(response.headers['retry-after']) || 0,
      });
      response.destroy();
    });
    sending.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        failed(
          late.aborted
            ? `no answer within ${timeoutMs / 1000} s`
            : (error.code ?? error.message).slice(0, 200),
        ),
      ),
    );
    sending.end(payload);
  });
}
