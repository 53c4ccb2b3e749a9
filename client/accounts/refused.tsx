import { Alert } from 'antd';
import { RequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './accounts.module.css';

/** Why a form was not taken; nothing where there is no error. */
export const Refused = ({ error }: { error: unknown }) => {
  const { t } = useWords();
  if (!error) return null;
  const code = error instanceof RequestError ? error.code : 'internal';
  return <Alert className={styles.refused} type="error" showIcon title={t(`error.${code}`)} />;
};
