import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Post } from '../../server/contract/people/post.ts';
import { areasQuery } from '../api/areas.ts';
import { everyOfficerQuery } from '../assignments/api.ts';
import { End } from '../assignments/ending.tsx';
import { today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { gridNames } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Section } from '../settings/section.tsx';
import { SoughtList } from '../settings/sought-list.tsx';
import { postsQuery } from './api.ts';
import { endWith, idOf, standOf, takeOff } from './plan.ts';
import { PostForm } from './post-form.tsx';
import { useDays } from './use-days.ts';
import { useLayPosts } from './use-lay-posts.ts';

const TAGS = { planned: 'processing', running: 'success', ended: 'default' } as const;

/** Who is leader, instructor, police or staff of which area: given, ended, re-dated and taken off one by one. */
export const Posts = () => {
  const { t } = useWords();
  const days = useDays();
  const day = today(useTimeZone()).format('YYYY-MM-DD');
  const query = useQuery(postsQuery);
  const { data: officers } = useQuery(everyOfficerQuery);
  const { data: areas } = useQuery(areasQuery);
  const laying = useLayPosts();
  const [isPast, setPast] = useState(false);
  const [edited, setEdited] = useState<Post | 'new' | null>(null);
  const people = useMemo(() => new Map(officers?.map((one) => [one.code, one])), [officers]);
  const places = useMemo(() => {
    const names = gridNames(areas ?? []);
    return new Map(areas?.map(({ code, id, name }) => [code, names.get(id) ?? name]));
  }, [areas]);
  const nameOf = (officer: string) => people.get(officer)?.name ?? officer;
  const all = query.data ?? [];
  const rows = all.map((post) => ({ ...post, id: idOf(post) }));
  const past = rows.filter((post) => standOf(post, day) === 'ended');
  const coming = rows.filter((post) => standOf(post, day) !== 'ended');
  return (
    <>
      <Section kind="posts" query={query} create={() => setEdited('new')}>
        {(all.length > 0 || laying.isDone) && (
          <>
            <li>
              <Segmented
                aria-label={t('settings.posts.list')}
                options={[
                  { value: 'coming', label: `${t('assignments.coming')} ${coming.length}` },
                  { value: 'past', label: `${t('assignments.past')} ${past.length}` },
                ]}
                value={isPast ? 'past' : 'coming'}
                onChange={(value) => setPast(value === 'past')}
              />
              {laying.told}
            </li>
            <SoughtList
              all={isPast ? past : coming}
              label={t('settings.posts.find')}
              textOf={({ area, officer, role }) =>
                [nameOf(officer), officer, t(`postRole.${role}`), places.get(area), area].join(' ')
              }
            >
              {({ id: _, ...post }) => {
                const stand = standOf(post, day);
                const person = people.get(post.officer);
                const said = {
                  ...{ name: nameOf(post.officer), role: t(`postRole.${post.role}`) },
                  area: places.get(post.area) ?? post.area,
                };
                return (
                  <li data-testid="post" data-stand={stand}>
                    <div>
                      {person ? (
                        <Link to={`/officers/${person.id}/record`}>{said.name}</Link>
                      ) : (
                        <b>{said.name}</b>
                      )}
                      <Tag color={TAGS[stand]}>{said.role}</Tag>
                      <small>
                        {said.area} · <span className="figure">{days(post)}</span>
                      </small>
                      {stand === 'running' && post.lastDay !== day && (
                        <End
                          label={t('assignments.end')}
                          ask={t('settings.posts.endAsk', said)}
                          onConfirm={() => laying.lay(said.name, endWith(post, day))}
                        />
                      )}
                      <End
                        label={t('settings.posts.takeOff')}
                        ask={t('settings.posts.takeOffAsk', said)}
                        onConfirm={() => laying.lay(said.name, takeOff(post))}
                      />
                      <Button size="small" onClick={() => setEdited(post)}>
                        {t('assignments.redate')}
                      </Button>
                    </div>
                  </li>
                );
              }}
            </SoughtList>
          </>
        )}
      </Section>
      {edited && (
        <PostForm
          {...{ all, laying, nameOf }}
          post={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </>
  );
};
