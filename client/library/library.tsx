import { ConfigProvider, App as Feedback } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { type ReactNode, useEffect } from 'react';
import { TO_FAULT } from '../focus/checked.ts';
import { pressBySpace } from '../focus/file-chooser.ts';
import { useWords } from '../i18n/use-words.ts';
import { CALM, useMedia } from '../parts/use-media.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { useShade } from '../theme/preferences.ts';
import { NONCE } from '../theme/style-nonce.ts';

/** Words of the component library and of dates, which come with them. */
const LOCALES = { zh: zhCN, en: enUS };
const DATES = { zh: 'zh-cn', en: 'en' };

/** The component library in the theme and the language in force, for what is within. */
export default function Library({ children }: { children: ReactNode }) {
  const shade = useShade();
  const isCalm = useMedia(CALM);
  const { language } = useWords();
  dayjs.locale(DATES[language]);
  useEffect(() => {
    document.addEventListener('keydown', pressBySpace);
    return () => document.removeEventListener('keydown', pressBySpace);
  }, []);
  return (
    <ConfigProvider
      csp={{ nonce: NONCE }}
      locale={LOCALES[language]}
      theme={antdTheme(shade, isCalm)}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: TO_FAULT }}
    >
      <Feedback component={false}>{children}</Feedback>
    </ConfigProvider>
  );
}
