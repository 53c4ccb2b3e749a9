import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { Handheld } from '../../../server/contract/people/people.ts';
import { officersQuery } from '../../api/people.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Section } from '../section.tsx';
import { SoughtList } from '../sought-list.tsx';
import { handheldsQuery } from './api.ts';
import { Connections } from './connections.tsx';

/** Handhelds of the area, what each lacks, and by what apps and terminals it is known. */
export const Handhelds = () => {
  const { t } = useWords();
  const handhelds = useQuery(handheldsQuery);
  const { data: officers = [] } = useQuery(officersQuery);
  const names = useMemo(() => new Map(officers.map(({ id, name }) => [id, name])), [officers]);
  const [open, setOpen] = useState<Handheld | null>(null);
  const nameOf = ({ officerId }: Handheld) => (officerId !== null && names.get(officerId)) || '';
  const all = handhelds.data ?? [];
  return (
    <>
      <Section kind="handhelds" query={handhelds}>
        {all.length > 0 && (
          <SoughtList
            all={all}
            label={t('settings.handhelds.find')}
            textOf={(handheld) => `${handheld.code} ${nameOf(handheld)}`}
          >
            {(handheld) => (
              <li data-testid="handheld">
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
            )}
          </SoughtList>
        )}
      </Section>
      <Connections handheld={open} close={() => setOpen(null)} />
    </>
  );
};
