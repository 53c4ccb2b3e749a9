import { useQuery } from '@tanstack/react-query';
import { Checkbox, DatePicker, Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMemo } from 'react';
import { POST_ROLES, type Post, type PostRole } from '../../server/contract/people/post.ts';
import { areasQuery } from '../api/areas.ts';
import { useChoices } from '../assignments/use-choices.ts';
import { FormDialog } from '../focus/form-dialog.tsx';
import { TreeChoice } from '../focus/tree-choice.tsx';
import { today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { areaChoices } from '../patrols/area-select.tsx';
import { alongside, give } from './plan.ts';
import { useDays } from './use-days.ts';
import type { Laying } from './use-lay-posts.ts';

interface PostFormProps {
  /** Whose days are changed; null: one more. */
  post: Post | null;
  all: readonly Post[];
  nameOf: (officer: string) => string;
  laying: Laying;
  close: () => void;
}

interface Fields {
  officer?: string;
  role?: PostRole;
  areaId?: number;
  firstDay?: Dayjs | null;
  lastDay?: Dayjs | null;
  inPlace?: boolean;
}

const DAY = 'YYYY-MM-DD';

/** Gives a post to an officer, or one that is held other days. Who holds it before can be ended with it. */
export const PostForm = ({ all, close, laying, nameOf, post }: PostFormProps) => {
  const { t } = useWords();
  const days = useDays();
  const timeZone = useTimeZone();
  const { data: areas = [] } = useQuery(areasQuery);
  const tree = useMemo(() => areaChoices(areas), [areas]);
  const officers = useChoices('handheld');
  const [form] = Form.useForm<Fields>();
  const told = Form.useWatch([], form) as Fields | undefined;
  const { firstDay, lastDay, role = post?.role } = told ?? {};
  const officer = post?.officer ?? told?.officer;
  const area = post?.area ?? areas.find(({ id }) => id === told?.areaId)?.code;
  const next: Post | null =
    officer && area && role && firstDay
      ? {
          ...{ officer, area, role },
          ...{ firstDay: firstDay.format(DAY), lastDay: lastDay?.format(DAY) ?? null },
        }
      : null;
  const others = next ? alongside(all, next, post) : [];
  const twice = others.find((one) => one.officer === officer);
  const followed =
    next && role !== 'staff'
      ? others.filter((one) => one.officer !== officer && one.firstDay < next.firstDay)
      : [];
  const required = [{ required: true, message: t('settings.required') }];
  return (
    <FormDialog<Fields>
      {...{ close, form }}
      name="post"
      title={
        post
          ? `${t('assignments.redate')} · ${nameOf(post.officer)} · ${t(`postRole.${post.role}`)}`
          : t('settings.posts.new')
      }
      okText={t('assignments.save')}
      isBusy={laying.isPending}
      isOff={twice !== undefined}
      initial={{
        role: 'leader',
        firstDay: post ? dayjs(post.firstDay) : today(timeZone),
        lastDay: post?.lastDay ? dayjs(post.lastDay) : null,
      }}
      submit={({ inPlace }) =>
        next && laying.lay(nameOf(next.officer), give(next, post, inPlace ? followed : []), close)
      }
    >
      {post === null && (
        <>
          <Form.Item name="officer" label={t('settings.posts.officer')} rules={required}>
            <Select<string> showSearch={{ optionFilterProp: 'label' }} options={officers} />
          </Form.Item>
          <Form.Item name="role" label={t('settings.posts.role')}>
            <Select
              options={POST_ROLES.map((value) => ({ value, label: t(`postRole.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="areaId" label={t('settings.area')} rules={required}>
            <TreeChoice treeData={tree} />
          </Form.Item>
        </>
      )}
      <Form.Item name="firstDay" label={t('settings.posts.firstDay')} rules={required}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item
        name="lastDay"
        label={t('settings.posts.lastDay')}
        extra={t('settings.posts.lastDayHint')}
      >
        <DatePicker {...(firstDay ? { minDate: firstDay } : {})} />
      </Form.Item>
      {followed.length > 0 && (
        <Form.Item name="inPlace" valuePropName="checked">
          <Checkbox>
            {t('settings.posts.inPlace', {
              names: followed.map((one) => nameOf(one.officer)).join(', '),
            })}
          </Checkbox>
        </Form.Item>
      )}
      {twice && <p role="alert">{t('settings.posts.twice', { days: days(twice) })}</p>}
    </FormDialog>
  );
};
