const KEPT_AS = 'xunji-code-screen';

/**
 * By which this screen asks. It comes in the address once and is kept in this browser, since who photographs the screen would have it from the
 * address; null where there is none.
 */
export function screenToken(): string | null {
  const { hash, pathname } = window.location;
  if (hash.length <= 1) return localStorage.getItem(KEPT_AS);
  const token = decodeURIComponent(hash.slice(1));
  localStorage.setItem(KEPT_AS, token);
  window.history.replaceState(null, '', pathname);
  return token;
}
