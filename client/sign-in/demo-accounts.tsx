import type { Role, SignIn } from '../../server/contract/accounts/account.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import styles from './page.module.css';

interface DemoAccountsProps {
  accounts: { name: string; password: string; role: Role }[];
  busy: boolean;
  use: (signIn: SignIn) => void;
}

/** Says plainly that this is a demo, and lets anyone in as any of its accounts with one click. */
export const DemoAccounts = ({ accounts, busy, use }: DemoAccountsProps) => {
  const { t } = useWords();
  return (
    <section className={styles.demo} aria-label={t('signIn.demoTitle')}>
      <strong>{t('signIn.demoTitle')}</strong>
      <p>{t('signIn.demoText')}</p>
      <ul>
        {accounts.map(({ name, password, role }) => (
          <li key={name}>
            <div>
              <b>{t(`account.role.${role}`)}</b>
              <span>{t(`signIn.roleText.${role}`)}</span>
              <code>
                {name} / {password}
              </code>
            </div>
            <Button
              disabled={busy}
              onClick={() => use({ name, password })}
              data-testid={`demo-${role}`}
            >
              {t('signIn.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
