import { useWords } from '../i18n/use-words.ts';
import styles from './shell.module.css';

export const Brand = () => {
  const { language } = useWords();
  return (
    <span className={styles.brand}>
      <img src="/mark.svg" width="26" height="26" alt="" />
      <b>{language === 'zh' ? '巡迹' : 'Xunji'}</b>
      <i>{language === 'zh' ? 'Xunji' : '巡迹'}</i>
    </span>
  );
};
