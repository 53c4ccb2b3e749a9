import { type FormEvent, useState } from 'react';
import type { SignIn } from '../../server/contract/accounts/account.ts';
import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import { Field } from '../plain/field.tsx';
import styles from './page.module.css';

const FIELDS = ['name', 'password', 'code'] as const;
type FieldName = (typeof FIELDS)[number];

interface SignInFormProps {
  busy: boolean;
  error: Error | null;
  submit: (signIn: SignIn) => void;
}

export const SignInForm = ({ busy, error, submit }: SignInFormProps) => {
  const { t } = useWords();
  const { code } = asRequestError(error);
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const [isShown, setShown] = useState(false);
  // Once asked for, the code is asked for until somebody is in.
  const [takesCode, setTakesCode] = useState(false);
  if (code === 'code-needed' && !takesCode) setTakesCode(true);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as unknown as SignIn;
    const left = FIELDS.filter((name) => given[name] === '');
    setMissing(left);
    if (left.length === 0) submit(given);
    else event.currentTarget.querySelector<HTMLInputElement>(`[name=${left[0]}]`)?.focus();
  };
  const told = (name: FieldName) =>
    missing.includes(name) ? t(`signIn.${name}Missing`) : undefined;
  return (
    <form noValidate onSubmit={onSubmit}>
      <Field
        label={t('signIn.name')}
        name="name"
        error={told('name')}
        autoComplete="username"
        autoFocus
        maxLength={64}
        readOnly={busy}
      />
      <Field
        label={t('signIn.password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        error={told('password')}
        autoComplete="current-password"
        maxLength={256}
        readOnly={busy}
        after={
          <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t('signIn.show')}
          </Button>
        }
      />
      {takesCode && (
        <Field
          label={t('signIn.code')}
          name="code"
          hint={t('signIn.codeHint')}
          error={told('code')}
          autoComplete="one-time-code"
          autoFocus
          maxLength={32}
          readOnly={busy}
          data-testid="sign-in-code"
        />
      )}
      {error && code !== 'code-needed' && (
        <p className={styles.error} role="alert">
          {t(`error.${code}`)}
        </p>
      )}
      <Button
        primary
        size="large"
        submits
        className={styles.submit}
        disabled={busy}
        data-testid="sign-in"
      >
        {t('signIn.submit')}
      </Button>
    </form>
  );
};
