import { ERRORS, type ErrorCode, type ErrorReply } from './contract/error.ts';
import { type FileProblem, sayProblems } from './contract/file-problem.ts';
import { inEnglish } from './contract/tell-file.ts';
import { ReadingError } from './domain/reading/problem.ts';

/** An answer that is an error the caller can act on: a code of the contract and what was wrong. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    /** When to try again, whole seconds from now. */
    readonly retryAfterS?: number,
    /** What `detail` says, as codes. */
    readonly problems: readonly FileProblem[] = [],
  ) {
    super(detail ?? ERRORS[code].says);
  }

  /** What was wrong as codes, which a reader hears in the own language; `detail` says it in English. */
  static of(code: ErrorCode, problems: readonly FileProblem[]): Refusal {
    return new Refusal(code, sayProblems(problems, inEnglish), undefined, problems);
  }

  /** Not now, but after so long, ms. */
  static later(why: string, waitMs: number, code: ErrorCode = 'too-many-requests'): Refusal {
    const waitS = Math.ceil(waitMs / 1_000);
    return new Refusal(code, `${why}; again in ${waitS} s`, waitS);
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  reply(requestId?: string): ErrorReply {
    return {
      error: this.code,
      message: ERRORS[this.code].says,
      ...(this.detail ? { detail: this.detail } : {}),
      ...(this.problems.length > 0 ? { problems: [...this.problems] } : {}),
      ...(requestId ? { requestId } : {}),
      ...(this.retryAfterS === undefined ? {} : { retryAfterS: this.retryAfterS }),
    };
  }
}

const CONNECTION_LOST =
  /ECONN|ENOTFOUND|EPIPE|timeout|terminat|Connection|closed|the database system is/i;

/** Whether an error says that the store is out of reach, rather than that a statement is wrong. */
export function isStoreLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: string }).code ?? '';
  // SQLSTATE class 08 connection, 57P0x shutdown and crash, 53 no room (disk, memory, connections), 25006 read-only standby.
  if (/^(08|57P0|53|25006)/.test(code)) return true;
  if (/^[0-9A-Z]{5}$/.test(code)) return false;
  return CONNECTION_LOST.test(`${code} ${error.message}`);
}

/** SQLSTATEs of values that no column keeps, and so of nobody but the caller. */
const BAD_VALUES: Record<string, string> = {
  '22021': 'text must not hold the character U+0000',
  '22003': 'a number is larger than any that is kept',
  '22007': 'a time is further off than any that is kept',
  '22008': 'a time is further off than any that is kept',
};

/** Whoever is turned away since the store is out of reach comes again after so long: all at once they would keep it down. */
const AWAY_S = 2;

/** Any thrown thing as a Refusal: its own, what cannot be read, a text no store can keep, the store's absence, or a fault of ours. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ReadingError)
    return new Refusal('invalid', error.message, undefined, error.problems);
  const bad = BAD_VALUES[(error as { code?: string } | null)?.code ?? ''];
  if (bad !== undefined) return new Refusal('invalid', bad);
  return isStoreLost(error)
    ? new Refusal('unavailable', undefined, AWAY_S)
    : new Refusal('internal');
}
