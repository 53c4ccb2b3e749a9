import { type ComponentType, lazy } from 'react';

type Load = () => Promise<{ default: ComponentType }>;

/** What could not be fetched: the network was away, or a release has put other files in place of this page's. */
export class PageNotFetched extends Error {
  override name = 'PageNotFetched';
}

/** Pages that failed, to be made new: `lazy` remembers a failure for good. */
const failed = new Set<() => void>();

/** A page in a chunk of its own, which is asked for again after it could not be fetched. */
export function lazyPage(load: Load): ComponentType {
  const make = () =>
    lazy(() =>
      load().catch((error: unknown) => {
        failed.add(() => {
          Page = make();
        });
        throw new PageNotFetched(String(error));
      }),
    );
  let Page = make();
  return function LazyPage() {
    return <Page />;
  };
}

/** Whoever comes to a page that could not be fetched from now on fetches it again. */
export function forgetFailures(): void {
  for (const renew of failed) renew();
  failed.clear();
}
