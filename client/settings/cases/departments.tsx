import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Department, DepartmentInput } from '../../../server/contract/cases/department.ts';
import { putDepartments } from '../../../server/contract/routes/analysis/cases.ts';
import { call } from '../../api/call.ts';
import { caseCountsQuery, departmentsQuery } from '../../api/cases.ts';
import { Ask } from '../../focus/ask.tsx';
import { useFocusKept } from '../../focus/use-focus-kept.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { Section } from '../section.tsx';
import { useAct } from '../use-act.ts';
import { useAreaName } from '../use-area-name.ts';
import { DepartmentEditor } from './department-editor.tsx';
import { useDepartmentInput } from './use-department-input.ts';

/** What becomes of the cases of a department that ends. */
const InHand = ({ id }: { id: number }) => {
  const { t } = useWords();
  const { data } = useQuery(caseCountsQuery({ departmentId: id }));
  const count = data?.reduce((sum, one) => sum + one.count, 0);
  return count === undefined ? null : t('settings.departments.endInHand', { count });
};

interface RowProps {
  department: Department;
  change: () => void;
}

const Row = ({ change, department }: RowProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const areaName = useAreaName();
  const categoryName = useCategoryName();
  const inputOf = useDepartmentInput();
  const act = useAct(['departments']);
  const { code, duties, endedAt, id, kind, name, officers } = department;
  const input = inputOf(department);
  const acts = useFocusKept<HTMLDivElement>(`${endedAt}`);
  const put = (told: DepartmentInput) =>
    act.mutate(() => call(putDepartments, { body: { departments: [told] } }));
  return (
    <li data-testid="department" data-ended={endedAt !== null}>
      <div>
        <b>{name}</b>
        <span className="figure">{code}</span>
        {kind === 'service' && <Tag>{t('settings.departments.service')}</Tag>}
        {endedAt !== null && (
          <Tag color="default">
            {t('settings.departments.ended', { day: formatAt(endedAt, timeZone, 'YYYY-MM-DD') })}
          </Tag>
        )}
      </div>
      <span>
        {duties
          .map(({ areaId, atOnce, category }) =>
            [
              areaName(areaId),
              category !== null && categoryName(category),
              atOnce && t('settings.departments.sentAtOnce'),
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join(t('betweenProblems'))}
      </span>
      {officers.length > 0 && (
        <small className="figure">
          {t('settings.departments.specialists', { count: officers.length })}
        </small>
      )}
      {input ? (
        <div ref={acts} tabIndex={-1}>
          <Button size="small" onClick={change}>
            {t('settings.departments.change')}
          </Button>
          {endedAt === null ? (
            <Ask
              title={t('settings.departments.endAsk', { name })}
              description={<InHand id={id} />}
              okText={t('settings.departments.end')}
              cancelText={t('settings.cancel')}
              onConfirm={() => put({ ...input, ended: true })}
            >
              <Button size="small" danger loading={act.isPending}>
                {t('settings.departments.end')}
              </Button>
            </Ask>
          ) : (
            <Button
              size="small"
              loading={act.isPending}
              onClick={() => put({ ...input, ended: false })}
            >
              {t('settings.departments.restore')}
            </Button>
          )}
        </div>
      ) : (
        <small>{t('settings.departments.above')}</small>
      )}
    </li>
  );
};

/** Departments cases are sent to: added, renamed, given other duties and people, ended. */
export const Departments = () => {
  const departments = useQuery(departmentsQuery);
  const [edited, setEdited] = useState<Department | 'new' | null>(null);
  return (
    <>
      <Section kind="departments" query={departments} create={() => setEdited('new')}>
        {(departments.data ?? []).map((department) => (
          <Row key={department.id} department={department} change={() => setEdited(department)} />
        ))}
      </Section>
      {edited && (
        <DepartmentEditor
          department={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </>
  );
};
