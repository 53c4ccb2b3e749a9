import type { CheckpointResult } from '../../server/contract/patrols/verdict.ts';
import { figure } from '../format.ts';
import type { useWords } from '../i18n/use-words.ts';

type T = ReturnType<typeof useWords>['t'];

/** Whether a checkpoint was visited, and what shows it. */
export const visitText = (t: T, { by, dwellS, visited }: CheckpointResult): string =>
  [
    visited ? t('evidence.visited', { dwell: figure(t, dwellS, 's') }) : t('evidence.missed'),
    ...(by && by.length > 0
      ? [
          t('evidence.visitedBy', {
            proofs: by.map((one) => t(`evidence.scannedBy.${one}`)).join(' + '),
          }),
        ]
      : []),
  ].join(' · ');

/** The codes of it that were scanned, each with how near the track was. */
export const scanTexts = (
  t: T,
  { scans = [] }: CheckpointResult,
  clock: (ms: number) => string,
): string[] =>
  scans.map(({ atMs, distanceM, kind, typed }) =>
    [
      t(typed ? 'evidence.typed' : 'evidence.scanned', {
        at: clock(atMs),
        kind: t(`evidence.scannedBy.${kind}`),
      }),
      distanceM === null
        ? t('evidence.scanUnplaced')
        : t('evidence.scanDistance', { distance: figure(t, distanceM, 'm') }),
    ].join(' · '),
  );
