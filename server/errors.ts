import { ERRORS, type ErrorCode, type ErrorReply } from './contract/error.ts';
import { type FileProblem, type FileProblemCode, sayProblems } from './contract/file-problem.ts';
import { inEnglish } from './contract/tell-file.ts';
import { ReadingError } from './domain/reading/problem.ts';

/** What a refusal says beside its code: to people by codes, which each reader hears in the own language, to programs alone in English. */
interface Told {
  problems?: readonly FileProblem[];
  /** In English; what the problems say unless told. */
  detail?: string;
  /** When to try again, whole seconds from now. */
  retryAfterS?: number;
}

type Named = Pick<FileProblem, 'words'>;

/** An answer that is an error the caller can act on: a code of the contract and what was wrong. */
export class Refusal extends Error {
  readonly detail: string | undefined;
  readonly problems: readonly FileProblem[];
  readonly retryAfterS: number | undefined;

  private constructor(
    readonly code: ErrorCode,
    { problems = [], detail, retryAfterS }: Told,
  ) {
    const said = detail ?? (problems.length > 0 ? sayProblems(problems, inEnglish) : undefined);
    super(said ?? ERRORS[code].says);
    this.detail = said;
    this.problems = problems;
    this.retryAfterS = retryAfterS;
  }

  /** What was wrong: the code of its sentence and the values of that, or several; nothing where the code of the error says it all. */
  static of(
    code: ErrorCode,
    why: FileProblemCode | readonly FileProblem[] = [],
    values: FileProblem['values'] = {},
    { words }: Named = {},
  ): Refusal {
    const problems =
      typeof why === 'string' ? [{ code: why, values, ...(words ? { words } : {}) }] : why;
    return new Refusal(code, { problems });
  }

  /** With a detail that programs go by, beside what people are told. */
  static detailed(code: ErrorCode, detail: string, problems: readonly FileProblem[]): Refusal {
    return new Refusal(code, { problems, detail });
  }

  /** To who is never a person: programs that send, read or scrape. In English; a test lists the rooms that may. */
  static toProgram(code: ErrorCode, detail: string | undefined): Refusal {
    return new Refusal(code, detail === undefined ? {} : { detail });
  }

  /** Not now, but after so long, ms. */
  static later(
    why: FileProblemCode,
    waitMs: number,
    {
      code = 'too-many-requests',
      values = {},
    }: { code?: ErrorCode; values?: FileProblem['values'] } = {},
  ): Refusal {
    const retryAfterS = Math.ceil(waitMs / 1_000);
    const again: FileProblem = { code: 'again-in', values: { seconds: retryAfterS } };
    return new Refusal(code, { problems: [{ code: why, values }, again], retryAfterS });
  }

  /** The store is out of reach. */
  static away(): Refusal {
    // Whoever is turned away comes again after so long: all at once they would keep it down.
    return new Refusal('unavailable', { retryAfterS: AWAY_S });
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

/** Seconds. */
const AWAY_S = 2;

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
const BAD_VALUES: Record<string, FileProblemCode> = {
  '22021': 'zero-character',
  '22003': 'number-beyond',
  '22007': 'time-beyond',
  '22008': 'time-beyond',
};

/** Any thrown thing as a Refusal: its own, what cannot be read, a text no store can keep, the store's absence, or a fault of ours. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // Of what only programs ask, such as a filter, a reading has no codes.
  if (error instanceof ReadingError)
    return error.problems.length > 0
      ? Refusal.detailed('invalid', error.message, error.problems)
      : Refusal.toProgram('invalid', error.message);
  const bad = BAD_VALUES[(error as { code?: string } | null)?.code ?? ''];
  if (bad !== undefined) return Refusal.of('invalid', bad);
  return isStoreLost(error) ? Refusal.away() : Refusal.of('internal');
}
