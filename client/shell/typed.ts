type Field = HTMLInputElement | HTMLTextAreaElement;

/** What only looks for something, or chooses: nothing is lost with it. */
const SEEKS = '[role=search], [type=search], [role=combobox], .ant-input-search, .ant-picker';
/** Kinds of inputs that are written into. */
const WRITTEN: ReadonlySet<string> = new Set(['text', 'textarea', 'number', 'email', 'tel', 'url']);

const isWritten = (target: EventTarget | null): target is Field =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  WRITTEN.has(target.type) &&
  target.closest(SEEKS) === null;

/**
 * Watches what is typed, and has the browser ask before the page is left with it. What was sent with its form, or went with its field, was no longer
 * wanted there. Returns what ends it.
 */
export function watchTyped(page: Document = document): () => void {
  /** What stood in a field when somebody came to it. */
  const before = new Map<Field, string>();
  const came = ({ target }: Event) => {
    for (const field of before.keys()) if (!field.isConnected) before.delete(field);
    if (isWritten(target) && !before.has(target)) before.set(target, target.value);
  };
  const sent = ({ target }: Event) => {
    for (const field of before.keys()) if (field.form === target) before.delete(field);
  };
  const leaving = (event: BeforeUnloadEvent) => {
    const isLost = ([field, stood]: [Field, string]) =>
      field.isConnected && field.value.trim() !== '' && field.value !== stood;
    if ([...before].some(isLost)) event.preventDefault();
  };
  const over = new AbortController();
  const { signal } = over;
  page.addEventListener('focusin', came, { signal });
  page.addEventListener('submit', sent, { signal, capture: true });
  page.defaultView!.addEventListener('beforeunload', leaving, { signal });
  return () => over.abort();
}
