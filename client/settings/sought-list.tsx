import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { Fragment, type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** Rows at once; the others are found by typing. */
const SHOWN = 10;

interface SoughtListProps<One> {
  all: readonly One[];
  /** What is sought for. */
  label: string;
  /** What one is found by. */
  textOf: (one: One) => string;
  /** The row of one. */
  children: (one: One) => ReactNode;
}

/** The first rows of many, found by typing, and how many there are. */
export function SoughtList<One extends { id: number | string }>(props: SoughtListProps<One>) {
  const { all, children, label, textOf } = props;
  const { t } = useWords();
  const [asked, setAsked] = useState('');
  const wanted = asked.trim().toLowerCase();
  const found = all.filter((one) => textOf(one).toLowerCase().includes(wanted));
  return (
    <>
      <li>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={label}
          aria-label={label}
          onChange={({ target }) => setAsked(target.value)}
        />
      </li>
      {found.slice(0, SHOWN).map((one) => (
        <Fragment key={one.id}>{children(one)}</Fragment>
      ))}
      <li>
        <small className="figure">
          {t('settings.handhelds.shown', {
            shown: Math.min(SHOWN, found.length),
            count: found.length,
          })}
        </small>
      </li>
    </>
  );
}
