import wkx from 'wkx';
import { ReadingError } from '../../reading/problem.ts';
import {
  always,
  COMPARISONS,
  type Expression,
  type Operand,
  SPATIAL,
  TEMPORAL,
} from './expression.ts';

type Kind = 'number' | 'text' | 'name' | 'sign' | 'wkt' | 'end';
interface Token {
  kind: Kind;
  text: string;
}

const TOKENS: [Kind, RegExp][] = [
  [
    'wkt',
    /^(?:multi)?(?:point|linestring|polygon)\s*(?:z\s*)?(?=\()|^geometrycollection\s*(?=\()/i,
  ],
  ['number', /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i],
  ['text', /^'(?:[^']|'')*'/],
  ['name', /^"(?:[^"]|"")*"|^[\p{L}_][\p{L}\p{N}_.-]*/u],
  ['sign', /^(?:<>|<=|>=|[=<>(),])/],
];

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = source.trimStart(); rest !== ''; rest = rest.trimStart()) {
    const [kind, match] =
      TOKENS.map(([name, pattern]) => [name, pattern.exec(rest)?.[0]] as const).find(
        ([, found]) => found !== undefined,
      ) ?? [];
    if (kind === undefined || match === undefined)
      throw new ReadingError(`filter: cannot read from "${rest.slice(0, 30)}" on`);
    const text = kind === 'wkt' ? match + inBrackets(rest.slice(match.length)) : match;
    tokens.push({ kind, text });
    rest = rest.slice(text.length);
  }
  return [...tokens, { kind: 'end', text: '' }];
}

/** From an opening bracket to the one that closes it. */
function inBrackets(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(0, at + 1);
  }
  throw new ReadingError('filter: a bracket of a geometry is not closed');
}

/** Deeper than anybody writes by hand. */
const DEPTH_MAX = 50;

/** Reads CQL2 text (OGC 21-065r2, annex B) into CQL2 JSON; with `ilike` also the ILIKE of its draft. @throws ReadingError that says where it cannot be read. */
export function readCql2Text(source: string, { ilike = false } = {}): Expression {
  const tokens = tokensOf(source);
  let at = 0;
  let depth = 0;
  const isWord = (word: string) =>
    tokens[at]!.kind === 'name' && tokens[at]!.text.toUpperCase() === word;
  const isSign = (sign: string) => tokens[at]!.kind === 'sign' && tokens[at]!.text === sign;
  const took = (is: boolean) => is && ++at > 0;
  const takeWord = (word: string) => took(isWord(word));
  const takeSign = (sign: string) => took(isSign(sign));
  const wrong = (wanted: string): never => {
    const { kind, text } = tokens[at]!;
    throw new ReadingError(
      `filter: ${wanted} is wanted where ${kind === 'end' ? 'it ends' : `"${text}" stands`}`,
    );
  };
  const need = (sign: string) => takeSign(sign) || wrong(`"${sign}"`);

  function joined(word: 'OR' | 'AND', next: () => Expression): Expression {
    const parts = [next()];
    while (takeWord(word)) parts.push(next());
    return parts.length === 1 ? parts[0]! : { op: word === 'OR' ? 'or' : 'and', args: parts };
  }
  const anyOf = (): Expression => joined('OR', allOf);
  const allOf = (): Expression => joined('AND', negated);
  function negated(): Expression {
    if (++depth > DEPTH_MAX) throw new ReadingError(`filter: at most ${DEPTH_MAX} levels deep`);
    const read: Expression = takeWord('NOT') ? { op: 'not', args: [negated()] } : predicate();
    depth--;
    return read;
  }

  function predicate(): Expression {
    if (takeSign('(')) {
      const inner = anyOf();
      need(')');
      return inner;
    }
    const { kind, text } = tokens[at]!;
    const name = text.toLowerCase();
    const op = [...SPATIAL, ...TEMPORAL].find((known) => known === name);
    if (kind === 'name' && op && tokens[at + 1]!.text === '(') {
      at += 2;
      const first = operand();
      need(',');
      const args = [first, operand()];
      need(')');
      return { op, args };
    }
    const left = operand();
    const isAlone = isSign(')') || isWord('AND') || isWord('OR') || tokens[at]!.kind === 'end';
    return typeof left === 'boolean' && isAlone ? always(left) : comparison(left);
  }

  function comparison(left: Operand): Expression {
    const sign = COMPARISONS.find(takeSign);
    if (sign) return { op: sign, args: [left, operand()] };
    if (takeWord('IS')) {
      const not = takeWord('NOT');
      if (!takeWord('NULL')) wrong('NULL');
      return negate(not, { op: 'isNull', args: [left] });
    }
    const not = takeWord('NOT');
    if (takeWord('LIKE')) return negate(not, { op: 'like', args: [left, operand()] });
    if (ilike && takeWord('ILIKE')) return negate(not, { op: 'ilike', args: [left, operand()] });
    if (takeWord('BETWEEN')) {
      const low = operand();
      if (!takeWord('AND')) wrong('AND');
      return negate(not, { op: 'between', args: [left, low, operand()] });
    }
    if (takeWord('IN')) {
      need('(');
      const list = [operand()];
      while (takeSign(',')) list.push(operand());
      need(')');
      return negate(not, { op: 'in', args: [left, list] });
    }
    return wrong('a comparison (=, <>, <, >, <=, >=, IS NULL, LIKE, BETWEEN, IN)');
  }

  function operand(): Operand {
    const { kind, text } = tokens[at]!;
    if (kind === 'end' || kind === 'sign') return wrong('a property or a value');
    at++;
    if (kind === 'number') return Number(text);
    if (kind === 'text') return text.slice(1, -1).replaceAll("''", "'");
    if (kind === 'wkt') return geometryOf(text);
    const word = text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
    if (isSign('(') && Object.hasOwn(CALLS, word)) {
      need('(');
      const args = [operand()];
      while (takeSign(',')) args.push(operand());
      need(')');
      return CALLS[word as keyof typeof CALLS](args);
    }
    return { property: text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text };
  }

  const read = anyOf();
  if (tokens[at]!.kind !== 'end') wrong('the end, AND or OR');
  return read;
}

function geometryOf(wkt: string): Operand {
  try {
    return wkx.Geometry.parse(wkt).toGeoJSON() as Operand;
  } catch (error) {
    throw new ReadingError(`filter: ${wkt.slice(0, 60)} is no WKT: ${(error as Error).message}`);
  }
}

const negate = (not: boolean, expression: Expression): Expression =>
  not ? { op: 'not', args: [expression] } : expression;

const CALLS = {
  DATE: ([date]: Operand[]): Operand => ({ date: String(date) }),
  TIMESTAMP: ([timestamp]: Operand[]): Operand => ({ timestamp: String(timestamp) }),
  INTERVAL: ([from, to]: Operand[]): Operand => ({ interval: [from as string, to as string] }),
  BBOX: (sides: Operand[]): Operand => ({ bbox: sides.map(Number) }),
};
