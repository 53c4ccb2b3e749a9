import { useQuery } from '@tanstack/react-query';
import { type Capability, may } from '../../server/contract/access/capabilities.ts';
import { sessionQuery } from './session.ts';

/** Whether the signed-in account's role allows something; false while nobody is signed in. */
export const useMay = (capability: Capability): boolean => {
  const role = useQuery(sessionQuery).data?.role;
  return role !== undefined && may(role, capability);
};
