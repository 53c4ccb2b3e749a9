import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { FormDialog } from '../focus/form-dialog.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from './use-act.ts';

interface CodeFormProps<Told extends object> {
  name: string;
  title: string;
  initial: Partial<Told>;
  /** Keys of the queries that show it. */
  changes: readonly string[];
  /** Of one more, whose code is told: what has codes now, and what is said of one that is taken. null: one that there is. */
  made: {
    known: (client: QueryClient) => Promise<readonly { code: string }[]>;
    taken: string;
  } | null;
  save: (told: Told) => Promise<unknown>;
  close: () => void;
  /** Its fields, a field `code` among those of one more. */
  children: ReactNode;
}

/** Makes or changes one of what is known by its code. A code that another has is told beside its field: saved, that one would be changed. */
export function CodeForm<Told extends object>(props: CodeFormProps<Told>) {
  const { changes, children, close, initial, made, name, save, title } = props;
  const { t } = useWords();
  const client = useQueryClient();
  const act = useAct(changes);
  const [form] = Form.useForm();
  const submit = (told: Told & { code?: string }) =>
    act.mutate(async () => {
      const fields = told.code === undefined ? told : { ...told, code: told.code.trim() };
      if (made && (await made.known(client)).some(({ code }) => code === fields.code)) {
        form.setFields([{ name: 'code', errors: [made.taken] }]);
        return;
      }
      await save(fields);
      close();
    });
  return (
    <FormDialog
      {...{ close, form, initial, name, submit, title }}
      okText={t(made ? 'settings.create' : 'settings.save')}
      isBusy={act.isPending}
    >
      {children}
    </FormDialog>
  );
}
