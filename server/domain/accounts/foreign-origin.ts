export interface OriginHeaders {
  origin?: string | undefined;
  host?: string | undefined;
  'sec-fetch-site'?: string | string[] | undefined;
  'x-forwarded-host'?: string | string[] | undefined;
}

/**
 * Whether a browser asks from the page of another site: it says so (Fetch Metadata), or its `Origin` is not the host that it asks. What
 * tells neither is no browser, or on the page's own behalf. `behindProxy`: the host that was asked is the one the proxy forwards.
 */
export function isForeign(headers: OriginHeaders, behindProxy: boolean): boolean {
  const { host, origin } = headers;
  if (/^(cross-site|same-site)$/.test(String(headers['sec-fetch-site'] ?? ''))) return true;
  if (origin === undefined) return false;
  const asked = (behindProxy && headers['x-forwarded-host']) || host;
  return !URL.canParse(origin) || new URL(origin).host !== asked;
}
