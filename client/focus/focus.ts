/** Id of what a page shows, beside the frame round it. */
export const MAIN = 'main';

/** To the beginning of what a page shows: the next Tab is its first control. */
export const focusMain = (): void => document.getElementById(MAIN)?.focus({ preventScroll: true });

let byKey = false;
addEventListener('keydown', () => (byKey = true), true);
addEventListener('pointerdown', () => (byKey = false), true);

let clicks = 0;
addEventListener('click', () => clicks++, true);

/** How many clicks there were, by pointer or key. */
export const clicksSoFar = (): number => clicks;

/** Whether whoever sits there went on by a key last: then the focus goes along with what opens, else it stays where it is. */
export const goesByKey = (): boolean => byKey;

/** What had the focus lately, the last first: a form that closes takes away what was pressed last. */
let lately: Element[] = [];
const REMEMBERED = 8;
addEventListener(
  'focusin',
  ({ target }) => {
    if (target instanceof Element)
      lately = [target, ...lately.filter((one) => one !== target)].slice(0, REMEMBERED);
  },
  true,
);

const canTake = (one: Element): one is HTMLElement =>
  one instanceof HTMLElement && one !== document.body && one.getClientRects().length > 0;

/** The drawer a control closes: the library gives it the focus where a dialog over the drawer is gone. */
const drawerClosedBy = (one: Element): Element | null =>
  one.matches('.ant-drawer-close') ? one.closest('.ant-drawer') : null;

/**
 * Gives the focus back to what had it, where nothing else has taken it since; where that is gone or hidden, as the button of a form that
 * closed before what it led to, to what had it before that.
 */
export function giveBack(before: Element | null): void {
  if (before === null || before === document.body) return;
  const active = document.activeElement ?? document.body;
  const next = [before, ...lately].find((one) => one !== active && canTake(one));
  if (!next) return;
  const drawer = drawerClosedBy(active);
  if (active === document.body || (drawer && drawer === next.closest('.ant-drawer')))
    (next as HTMLElement).focus({ preventScroll: true });
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
