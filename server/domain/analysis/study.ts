import { requireApplicable, requireSelectable } from './applicable.ts';
import { farNotes, farRows } from './input/far-rows.ts';
import type { AnalysisInput } from './input/input.ts';
import { onKnownCells } from './input/known-cells.ts';
import { type Selection, selectIncidents, withoutRows } from './input/select.ts';
import { type Control, type MethodResult, runMethod } from './method.ts';
import { methodNamed } from './methods.ts';

/** What a study asks: a method, its parameters, and which part of the input it is about. */
export interface StudyQuestion {
  method: string;
  parameters?: Record<string, unknown>;
  /** Of incidents only; refused beside a lattice or a case table, which are taken whole. */
  selection?: Selection;
}

/** Selects, checks and runs; one call for the command line, jobs and notebooks. Throws AnalysisError. */
export function runStudy(
  input: AnalysisInput,
  question: StudyQuestion,
  control: Control = {},
): MethodResult {
  const method = methodNamed(question.method);
  const { selection = {}, parameters = {} } = question;
  requireSelectable(input, selection);
  if (input.kind !== 'incidents') {
    requireApplicable(method, input, parameters);
    return input.kind === 'lattice'
      ? onKnownCells(input, (known) => runMethod(method, known, parameters, control))
      : runMethod(method, input, parameters, control);
  }
  const { incidents, notes } = selectIncidents(input, selection);
  requireApplicable(method, incidents, parameters);
  const far = farRows(incidents);
  const kept = method.keepsFarRows ? incidents : withoutRows(incidents, far);
  const result = runMethod(method, kept, parameters, control);
  const onFar = farNotes(incidents, far, method.keepsFarRows === true);
  return { ...result, notes: [...notes, ...onFar, ...result.notes] };
}
