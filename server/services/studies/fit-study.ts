import { fittedNames } from '../../contract/studies/starting-values.ts';
import type { StudyBody } from '../../contract/studies/study.ts';
import type { Db } from '../../db/store/open.ts';
import { appliesTo } from '../../domain/analysis/applicable.ts';
import { inputAhead } from '../../domain/analysis/input/study-input.ts';
import { methodNamed } from '../../domain/analysis/methods.ts';
import { fittedTo } from './preview-study.ts';

/**
 * A question with sizes that fit its incidents where it names none: those that the form of the console begins with. They become parameters of the
 * study, which says by them what it was asked by. Throws AnalysisError where there is no such method.
 */
export async function fitStudy(db: Db, areaId: number, body: StudyBody): Promise<StudyBody> {
  const { parameters = {}, selection = {} } = body;
  const method = methodNamed(body.method);
  const input = inputAhead(selection.counts !== undefined);
  const isOpen = (name: string) =>
    parameters[name] === undefined && appliesTo(method, input, parameters, name);
  const open = fittedNames(method.id).filter(isOpen);
  if (open.length === 0) return { ...body, parameters };
  const values = await fittedTo(db, selection.areaId ?? areaId, selection);
  const fitted = values ? Object.fromEntries(open.map((name) => [name, values[name]])) : {};
  return { ...body, parameters: { ...fitted, ...parameters } };
}
