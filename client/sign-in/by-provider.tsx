import { PROVIDER_REFUSALS } from '../../server/contract/accounts/account.ts';
import { startProviderSignIn } from '../../server/contract/routes/people/accounts.ts';
import { addressOfRoute } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { LinkButton } from '../plain/button.tsx';
import styles from './page.module.css';

/** The way to the provider of identities, and why who comes back from there was not let in. */
export const ByProvider = ({ name }: { name: string | undefined }) => {
  const { t } = useWords();
  if (name === undefined) return null;
  const told = new URLSearchParams(window.location.search).get('refused');
  const refused = PROVIDER_REFUSALS.find((why) => why === told);
  return (
    <div className={styles.provider}>
      {refused && (
        <p className={styles.error} role="alert">
          {t(`signIn.refused.${refused}`)}
        </p>
      )}
      <LinkButton
        size="large"
        href={addressOfRoute(startProviderSignIn, {})}
        data-testid="by-provider"
      >
        {t('signIn.byProvider', { name })}
      </LinkButton>
    </div>
  );
};
