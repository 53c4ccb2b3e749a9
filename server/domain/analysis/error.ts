import type { FileProblem } from '../../contract/file-problem.ts';

/**
 * Everything an analysis can refuse, one code a cause. The message of an AnalysisError says what was
 * found and what is needed; these lines say what the code means.
 */
export const ANALYSIS_ERRORS = {
  'no-incidents': 'The selection holds no incidents',
  'too-few': 'The method needs more incidents, cells or steps than there are',
  'one-place': 'Every incident lies at the same place',
  'one-time': 'Every incident has the same time',
  'no-variation': 'Every cell has the same value',
  'no-time': 'The method needs times and the input has none',
  'times-reversed': 'An interval or a period ends before it begins',
  'outside-area': 'No incident lies in the study area',
  'category-unknown': 'A named category does not occur in the input',
  'input-invalid': 'A column is missing, or a value cannot be read',
  'input-kind': 'The method does not take this kind of input',
  'links-unknown': 'A neighbour names a cell that does not exist, or neighbours are missing',
  'method-unknown': 'There is no method of this name',
  'parameter-invalid': 'A parameter is unknown, of the wrong type or out of range',
  'too-large': 'The study would take more memory than it may',
  cancelled: 'The study was cancelled',
} as const;

export type AnalysisErrorCode = keyof typeof ANALYSIS_ERRORS;

/** A study that cannot be answered, and why. `code` is stable, `message` is for a person. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';
  readonly code: AnalysisErrorCode;
  /** What was given and what is right, to be told in any language; none where the code says it all. */
  readonly problems: readonly FileProblem[];
  constructor(code: AnalysisErrorCode, message: string, problems: readonly FileProblem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
