import type { asRequestError } from '../../api/request.ts';
import type { useWords } from '../../i18n/use-words.ts';

/** Why a message was not sent. */
export const whyNot = (
  code: ReturnType<typeof asRequestError>['code'],
  t: ReturnType<typeof useWords>['t'],
): string => (code === 'wrong-state' ? t('live.message.nobody') : t(`error.${code}`));
