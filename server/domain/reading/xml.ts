import { DOMParser, type Document } from '@xmldom/xmldom';

/** A text read as XML, and everything that is wrong with it, in the parser's words; no document where it broke off. */
export function readXml(text: string): { document: Document | null; defects: string[] } {
  const defects: string[] = [];
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') defects.push(message);
    },
  });
  try {
    return { document: parser.parseFromString(text, 'text/xml'), defects };
  } catch (error) {
    // The parser gives up by itself where a document breaks off.
    defects.push((error as Error).message);
    return { document: null, defects };
  }
}
