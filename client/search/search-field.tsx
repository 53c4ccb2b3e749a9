import { SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { ComponentProps } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** A field that is searched by when its button or Enter is pressed; the library's own button has no name. */
export const SearchField = (props: ComponentProps<typeof Input.Search>) => {
  const { t } = useWords();
  return (
    <Input.Search
      {...props}
      enterButton={<Button icon={<SearchOutlined />} aria-label={t('nav.search')} />}
    />
  );
};
