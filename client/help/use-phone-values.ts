import { useQuery } from '@tanstack/react-query';
import { bindingsQuery, handedOutQuery, handheldsQuery } from '../settings/handhelds/api.ts';
import { phoneValues } from './phone-values.ts';

/** Values for the page on phones: those of the handheld of a code, as far as the account may know them; generic ones where it is null. */
export function usePhoneValues(code: string | null) {
  const handhelds = useQuery({ ...handheldsQuery, enabled: code !== null });
  const handheld = handhelds.data?.find((one) => one.code === code);
  const known = useQuery({ ...bindingsQuery(handheld?.id ?? 0), enabled: handheld !== undefined });
  const { data: handedOut } = useQuery(handedOutQuery(code ?? ''));
  const { origin } = window.location;
  return {
    handheld,
    handedOut,
    values: phoneValues({ origin, handheld, handedOut, ...known.data }),
  };
}
