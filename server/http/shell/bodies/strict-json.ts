import type { FastifyInstance } from 'fastify';
import { ReadingError } from '../../../domain/reading/problem.ts';
import { readJson } from '../../../domain/reading/texts/json.ts';
import { decodeText } from '../../../domain/reading/texts/text.ts';
import { Refusal } from '../../../errors.ts';

/**
 * Lets the routes of this scope read JSON as files are read: UTF-8 only, checked byte by byte, and whole numbers beyond a
 * double as their digits.
 */
export function readStrictJson(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => {
      if (body.length === 0) throw Refusal.toProgram('not-json', 'the body is empty');
      try {
        const { text, encoding } = decodeText(body);
        if (encoding === 'utf-8') return readJson(text);
        throw new ReadingError(`the body is ${encoding.toUpperCase()}; JSON is sent as UTF-8`);
      } catch (error) {
        if (error instanceof ReadingError) throw Refusal.toProgram('not-json', error.message);
        throw error;
      }
    },
  );
}
