import { useQuery } from '@tanstack/react-query';
import type { Department, DepartmentInput } from '../../../server/contract/cases/department.ts';
import { areasQuery } from '../../api/areas.ts';

/** A department as it would be put again; null where it answers for an area out of sight, which cannot be put. */
export const useDepartmentInput = (): ((one: Department) => DepartmentInput | null) => {
  const { data: areas = [] } = useQuery(areasQuery);
  return ({ code, duties, kind, name, officers }) => {
    const named = duties.map(({ areaId, atOnce, category }) => ({
      area: areas.find(({ id }) => id === areaId)?.code ?? null,
      ...{ atOnce, category },
    }));
    if (named.some(({ area }) => area === null)) return null;
    return {
      ...{ code, name, kind, duties: named as DepartmentInput['duties'] },
      officers: officers.map((officer) => officer.code),
    };
  };
};
