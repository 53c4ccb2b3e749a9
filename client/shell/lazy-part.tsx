import { type ComponentType, lazy } from 'react';

/** Fetches the chunk of a part. */
export type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** What could not be fetched: the network was away, or a release has put other files in place of this page's. */
export class NotFetched extends Error {
  override name = 'NotFetched';
}

/** Parts that failed, to be made new: `lazy` remembers a failure for good. */
const failed = new Set<() => void>();

/** A page, or what pages stand on, in a chunk of its own, which is asked for again after it could not be fetched. `fetch` asks for it before it is shown. */
export function lazyPart<P extends object = object>(load: Load<P>) {
  const make = () =>
    lazy<ComponentType<P>>(() =>
      load().catch((error: unknown) => {
        failed.add(() => {
          Part = make();
        });
        throw new NotFetched(String(error));
      }),
    );
  let Part = make();
  return Object.assign(
    function LazyPart(props: P) {
      return <Part {...props} />;
    },
    {
      fetch: (): void => {
        load().catch(() => {});
      },
    },
  );
}

/** Whoever comes to a part that could not be fetched from now on fetches it again. */
export function forgetFailures(): void {
  for (const renew of failed) renew();
  failed.clear();
}
