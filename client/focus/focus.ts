/** Id of what a page shows, beside the frame round it. */
export const MAIN = 'main';

/** To the beginning of what a page shows: the next Tab is its first control. */
export const focusMain = (): void => document.getElementById(MAIN)?.focus({ preventScroll: true });

let byKey = false;
addEventListener('keydown', () => (byKey = true), true);
addEventListener('pointerdown', () => (byKey = false), true);

/** Whether whoever sits there went on by a key last: then the focus goes along with what opens, else it stays where it is. */
export const goesByKey = (): boolean => byKey;

/** Gives the focus back to what had it, where nothing else has taken it since. */
export function giveBack(before: Element | null): void {
  const { activeElement } = document;
  const isLost = activeElement === null || activeElement === document.body;
  if (isLost && before instanceof HTMLElement && before.isConnected)
    before.focus({ preventScroll: true });
}

/** Where the focus was lost: to the first of these that is still there, or to the beginning of what the page shows. */
export function focusFirst(these: readonly Element[]): void {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return;
  const next = these.find((one) => one.isConnected);
  if (next instanceof HTMLElement) next.focus();
  else focusMain();
}

/** Whether a key goes to a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

/** A key that is never heard to go up is not waited for longer, ms. */
const KEY_MAX_MS = 1_000;

/** Does something once the key that asked for it is up: before, the same key would press what then has the focus. */
export function afterKey(act: () => void): void {
  if (!byKey) {
    act();
    return;
  }
  const go = () => {
    removeEventListener('keyup', go, true);
    clearTimeout(late);
    act();
  };
  const late = setTimeout(go, KEY_MAX_MS);
  addEventListener('keyup', go, true);
}
