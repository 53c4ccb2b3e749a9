import { Form } from 'antd';
import type { ReactNode } from 'react';
import { RequestError } from '../api/request.ts';
import { FormDialog } from '../focus/form-dialog.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useAct } from './use-act.ts';

interface CodeFormProps<Told extends object> {
  name: string;
  title: string;
  initial: Partial<Told>;
  /** Keys of the queries that show it. */
  changes: readonly string[];
  /** Of one more, whose code is told: what is said of a code that is taken. null: one that there is. */
  taken: string | null;
  /** One more is sent as `fresh`. */
  save: (told: Told) => Promise<unknown>;
  close: () => void;
  /** Its fields, a field `code` among those of one more. */
  children: ReactNode;
}

const isTaken = (error: unknown) =>
  error instanceof RequestError && error.problems.some(({ code }) => code === 'codes-taken');

/** Makes or changes one of what is known by its code. A code that another has is told beside its field: saved, that one would be changed. */
export function CodeForm<Told extends object>(props: CodeFormProps<Told>) {
  const { changes, children, close, initial, name, save, taken, title } = props;
  const { t } = useWords();
  const act = useAct(changes);
  const [form] = Form.useForm();
  const submit = (told: Told & { code?: string }) =>
    act.mutate(async () => {
      const fields = told.code === undefined ? told : { ...told, code: told.code.trim() };
      try {
        await save(fields);
        close();
      } catch (error) {
        if (taken === null || !isTaken(error)) throw error;
        form.setFields([{ name: 'code', errors: [taken] }]);
      }
    });
  return (
    <FormDialog
      {...{ close, form, initial, name, submit, title }}
      okText={t(taken ? 'settings.create' : 'settings.save')}
      isBusy={act.isPending}
    >
      {children}
    </FormDialog>
  );
}
