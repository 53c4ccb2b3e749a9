import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Capability, may, rolesOf } from '../../server/contract/access/capabilities.ts';
import { sessionQuery } from '../api/session.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';

interface OnlyForProps {
  /** It is all that a page holds. */
  isPage?: boolean;
  /** For everyone when left out. */
  needs: Capability | undefined;
  children: ReactNode;
}

/** A page for some roles; whoever has another is told whose it is, and nothing is asked of the server. */
export const OnlyFor = ({ isPage = false, needs, children }: OnlyForProps) => {
  const { t } = useWords();
  const role = useQuery(sessionQuery).data?.role;
  if (!role || !needs || may(role, needs)) return children;
  const names = rolesOf(needs)
    .map((other) => t(`account.role.${other}`))
    .join(t('between'));
  return (
    <Empty
      isPage={isPage}
      title={t('state.otherRole')}
      hint={t('state.otherRoleHint', { role: t(`account.role.${role}`), names })}
    >
      <Link to="/">{t('state.backHome')}</Link>
    </Empty>
  );
};
