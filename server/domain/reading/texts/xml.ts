import { DOMParser, type Document } from '@xmldom/xmldom';
import { unreadable } from '../problem.ts';
import { parserProblem } from './parser-words.ts';

/** A text as XML. @throws ReadingError under the name of the format, with everything that is wrong. */
export function readXml(text: string, format: string): Document {
  /** What the parser said, with the line of the last tag it had understood. */
  const said = new Map<string, number | undefined>();
  const parser = new DOMParser({
    onError: (level, message, { locator }: { locator?: { lineNumber?: number } }) => {
      if (level !== 'warning') said.set(message, locator?.lineNumber);
    },
  });
  let document: Document | null = null;
  try {
    document = parser.parseFromString(text, 'text/xml');
  } catch (error) {
    // The parser gives up by itself where a document breaks off.
    const { message } = error as Error;
    if (!said.has(message)) said.set(message, undefined);
  }
  if (document && said.size === 0) return document;
  throw unreadable(
    [...said].map(([words, line]) => ({
      ...parserProblem('xml', words, 'xml-broken'),
      places: [
        { code: 'named', value: format },
        ...(line ? [{ code: 'from-line' as const, value: line }] : []),
      ],
    })),
  );
}
