import type { AnalysisInput } from './input/input.ts';
import { type Selection, selectIncidents } from './input/select.ts';
import { type Control, type MethodResult, runMethod } from './method.ts';
import { methodNamed } from './methods.ts';

/** What a study asks: a method, its parameters, and which part of the input it is about. */
export interface StudyQuestion {
  method: string;
  parameters?: Record<string, unknown>;
  /** Applies to incidents; lattices and case tables are taken whole. */
  selection?: Selection;
}

/** Selects, checks and runs; one call for the command line, jobs and notebooks. Throws AnalysisError. */
export function runStudy(
  input: AnalysisInput,
  question: StudyQuestion,
  control: Control = {},
): MethodResult {
  const method = methodNamed(question.method);
  const parameters = question.parameters ?? {};
  if (input.kind !== 'incidents') return runMethod(method, input, parameters, control);
  const { incidents, notes } = selectIncidents(input, question.selection ?? {});
  const result = runMethod(method, incidents, parameters, control);
  return { ...result, notes: [...notes, ...result.notes] };
}
