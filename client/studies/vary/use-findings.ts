import { useMemo } from 'react';
import type { StudyResult } from '../../../server/contract/studies/study.ts';
import { findingOf } from '../result/findings.ts';
import type { useVaried } from './use-varied.ts';

const findingIn = (method: string, result: StudyResult | undefined) =>
  result ? findingOf(method, result) : null;

/** What is found in what is shown of a study, and what the study itself found. */
export function useFindings(
  method: string,
  { isVaried, shown, stored }: ReturnType<typeof useVaried>,
) {
  const finding = useMemo(() => findingIn(method, shown), [method, shown]);
  const asked = useMemo(
    () => (isVaried ? findingIn(method, stored.data) : finding),
    [method, stored.data, isVaried, finding],
  );
  return { finding, asked };
}
