import { type ReactNode, Suspense } from 'react';
import type { Outlines } from '../layers/base-map/base-style.ts';
import { Failure } from './failure.tsx';
import type { useOutlines } from './use-outlines.ts';
import { Waiting } from './waiting.tsx';

interface OnGroundProps {
  ground: Pick<ReturnType<typeof useOutlines>, 'error' | 'outlines' | 'retry'>;
  children: (outlines: Outlines) => ReactNode;
}

/** What is drawn over the areas, once those and its own code are there; why not, where they cannot be loaded. */
export const OnGround = ({ ground: { error, outlines, retry }, children }: OnGroundProps) =>
  error ? (
    <Failure error={error} retry={retry} />
  ) : outlines ? (
    <Suspense fallback={<Waiting />}>{children(outlines)}</Suspense>
  ) : (
    <Waiting />
  );
