import { useSuspenseQuery } from '@tanstack/react-query';
import type { Words } from '../../server/contract/words/words.ts';
import { analysisWords } from '../i18n/dictionaries.ts';
import { useWords } from '../i18n/use-words.ts';

export type AnalysisWords = Words['analysis'];

/** What methods of analysis and their results say, in the language in force. Suspends until it is there. */
export const useAnalysisWords = (): AnalysisWords => {
  const { language } = useWords();
  return useSuspenseQuery({
    queryKey: ['analysis-words', language],
    queryFn: () => analysisWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
};
