import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { Handheld } from '../../../server/contract/people/people.ts';
import { officersQuery } from '../../api/people.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Section } from '../section.tsx';
import { handheldsQuery } from './api.ts';
import { Connections } from './connections.tsx';

/** Rows at once; the others are found by typing. */
const SHOWN = 10;

/** Handhelds of the area, what each lacks, and by what apps and terminals it is known. */
export const Handhelds = () => {
  const { t } = useWords();
  const handhelds = useQuery(handheldsQuery);
  const { data: officers = [] } = useQuery(officersQuery);
  const names = useMemo(() => new Map(officers.map(({ id, name }) => [id, name])), [officers]);
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState<Handheld | null>(null);
  const nameOf = ({ officerId }: Handheld) => (officerId !== null && names.get(officerId)) || '';
  const wanted = asked.trim().toLowerCase();
  const all = handhelds.data ?? [];
  const found = all.filter((handheld) =>
    `${handheld.code} ${nameOf(handheld)}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <Section kind="handhelds" query={handhelds}>
        {all.length > 0 && (
          <>
            <li>
              <Input
                allowClear
                prefix={<SearchOutlined />}
                placeholder={t('settings.handhelds.find')}
                aria-label={t('settings.handhelds.find')}
                onChange={({ target }) => setAsked(target.value)}
              />
            </li>
            {found.slice(0, SHOWN).map((handheld) => (
              <li key={handheld.id} data-testid="handheld">
                <div>
                  <b>{handheld.code}</b>
                  <small>
                    {nameOf(handheld)} · {t(`settings.handhelds.datum.${handheld.datum}`)}
                  </small>
                  {handheld.lacks.map((what) => (
                    <Tag key={what} color="warning" data-testid="lacks">
                      {t(`settings.handhelds.lacks.${what}`)}
                    </Tag>
                  ))}
                  {handheld.refused > 0 && (
                    <Tag>{t('settings.handhelds.refused', { count: handheld.refused })}</Tag>
                  )}
                  <Button size="small" onClick={() => setOpen(handheld)}>
                    {t('settings.handhelds.connections')}
                  </Button>
                </div>
              </li>
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
        )}
      </Section>
      <Connections handheld={open} close={() => setOpen(null)} />
    </>
  );
};
