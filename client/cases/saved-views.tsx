import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { Popup } from '../focus/popup.tsx';
import { useWords } from '../i18n/use-words.ts';
import styles from './cases.module.css';

interface SavedViews {
  /** Search part of an address by its name. */
  views: Readonly<Record<string, string>>;
  save: (name: string, search: string) => void;
  drop: (name: string) => void;
}

/** Ways of looking at cases that were given a name; kept by this browser. */
const useSavedViews = create<SavedViews>()(
  persist(
    (set) => ({
      views: {},
      save: (name, search) => set(({ views }) => ({ views: { ...views, [name]: search } })),
      drop: (name) => set(({ views: { [name]: _dropped, ...views } }) => ({ views })),
    }),
    { name: 'xunji.case-views' },
  ),
);

const NAME_MAX = 40;

/** Names the present filter, and leads to those named before. */
export const SavedViewsMenu = () => {
  const { t } = useWords();
  const { search } = useLocation();
  const { drop, save, views } = useSavedViews();
  const [name, setName] = useState('');
  const keep = () => {
    if (name.trim() === '') return;
    save(name.trim(), search);
    setName('');
  };
  const list = (
    <div className={styles.saved}>
      <ul>
        {Object.entries(views).map(([called, to]) => (
          <li key={called}>
            <Link to={{ pathname: '/cases', search: to }}>{called}</Link>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('cases.dropView', { name: called })}
              onClick={() => drop(called)}
            />
          </li>
        ))}
      </ul>
      <Input.Search
        value={name}
        maxLength={NAME_MAX}
        placeholder={t('cases.viewName')}
        aria-label={t('cases.viewName')}
        enterButton={t('cases.saveView')}
        onChange={({ target }) => setName(target.value)}
        onSearch={keep}
      />
    </div>
  );
  return (
    <Popup label={t('cases.savedViews')} content={list} placement="bottomLeft">
      <Button icon={<StarOutlined />} data-testid="saved-views">
        {t('cases.savedViews')}
      </Button>
    </Popup>
  );
};
