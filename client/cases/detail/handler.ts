import type { CaseStepBody } from '../../../server/contract/cases/detail.ts';

/** What is told with a step. */
export type Told = Omit<CaseStepBody, 'step' | 'version'>;

/** Who a case goes to, as one value of a choice; null: nobody yet. */
export const handlerOf = ({ departmentId, officerId }: Told): string | null => {
  if (officerId !== undefined) return `officer ${officerId}`;
  return departmentId === undefined ? null : `department ${departmentId}`;
};

/** What is told with another handler: an officer or a department, never both. */
export const withHandler = (told: Told, handler: string): Told => {
  const { departmentId: _department, officerId: _officer, ...rest } = told;
  const [kind, id] = handler.split(' ');
  return { ...rest, [kind === 'officer' ? 'officerId' : 'departmentId']: Number(id) };
};
