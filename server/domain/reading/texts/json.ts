import { isSafeNumber, parse } from 'lossless-json';
import { unreadable } from '../problem.ts';
import { parserProblem } from './parser-words.ts';

/** Digits beyond what a double holds stay text, so that a code of 18 digits is that code and no other. */
const number = (text: string): number | string =>
  /^-?\d+$/.test(text) && !isSafeNumber(text) ? text : Number(text);

/**
 * Parses JSON; whole numbers that a double would change come as their digits.
 * @throws ReadingError with the place and what is wrong there.
 */
export function readJson(text: string): unknown {
  try {
    return parse(text, null, number);
  } catch (error) {
    const why = (error as Error).message;
    const position = Number(/ position (\d+)/.exec(why)?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    throw unreadable([parserProblem('json', why, 'not-json', place)]);
  }
}
