import { type ComponentType, lazy } from 'react';

/** A part in a chunk of its own, fetched as soon as its page is, while the page still waits for its data; once more where that failed. */
export function early<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  const loading = load();
  loading.catch(() => {});
  return lazy(() => loading.catch(load));
}
