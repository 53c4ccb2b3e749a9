import {
  falseAccusationRows,
  falseAccusationsTold,
  HONEST_WALKS,
} from '../../server/contract/patrols/honest-walks.ts';

/** How often honest patrols are accused: the sentence, and a table by kind. */
export const accusationsTold = (t: (key: string, values?: Record<string, string>) => string) => ({
  falseAccusations: t('help.falseAccusations', falseAccusationsTold(HONEST_WALKS)),
  falseAccusationsHead: t('help.falseAccusationsHead'),
  falseAccusationRows: falseAccusationRows(HONEST_WALKS, (kind) => t(`honestKind.${kind}`)),
});
