import type { Scale, ScoringTerm, TermHead } from '../../contract/metrics/scoring.ts';
import { metricDefinitions } from '../metrics/definitions.ts';

type Text = TermHead['formula'];

const FOUND_BY: Record<'reported' | 'detected', Text> = {
  reported: { zh: '他人上报的', en: ' reported by others' },
  detected: { zh: '巡查发现的', en: ' found on patrol' },
};

function sourceText(source: ScoringTerm['source']): Text & { unit: string } {
  if ('metric' in source) {
    const metric = metricDefinitions().find(({ id }) => id === source.metric);
    return { ...(metric?.name ?? { zh: '?', en: '?' }), unit: metric?.unit ?? '' };
  }
  const by = source.foundBy ? FOUND_BY[source.foundBy] : { zh: '', en: '' };
  const kinds = source.kinds?.join(', ');
  const points = source.matters === 'points';
  return {
    zh: `${by.zh}事项${kinds ? `（${kinds}）` : ''}${points ? '分值之和' : '数'}`,
    en: `${points ? 'Points of matters' : 'Matters'}${by.en}${kinds ? ` (${kinds})` : ''}`,
    unit: points ? 'points' : 'count',
  };
}

const SCALE_TEXT: {
  [K in Scale['kind']]: (scale: Extract<Scale, { kind: K }>, term: ScoringTerm) => Text;
} = {
  linear: ({ zeroAt, fullAt }, { max, role }) => ({
    zh: `${zeroAt} ${role === 'deduction' ? '扣' : '得'} 0 分，${fullAt} ${role === 'deduction' ? '扣' : '得'} ${max} 分，其间按比例`,
    en: `0 points at ${zeroAt}, ${role === 'deduction' ? '-' : ''}${max} at ${fullAt}, in proportion between`,
  }),
  steps: ({ steps }, { max, role }) => {
    const list = [...steps].sort((a, b) => b.from - a.from);
    const minus = role === 'deduction';
    return {
      zh: list
        .map(({ from, share }) => `达到 ${from} ${minus ? '扣' : '得'} ${share * max} 分`)
        .join('，'),
      en: list
        .map(({ from, share }) => `${minus ? '-' : ''}${share * max} from ${from}`)
        .join(', '),
    };
  },
  each: ({ points }, { max, role }) => ({
    zh: `每 1 ${role === 'deduction' ? '扣' : '得'} ${points} 分，最多 ${max} 分`,
    en: `${role === 'deduction' ? '-' : ''}${points} for each, ${max} at most`,
  }),
};

const MISSING: Record<NonNullable<ScoringTerm['missing']>, Text> = {
  'leave-out': {
    zh: '；无数据时不计，权重分给其他项',
    en: '; without data left out, its weight spread over the others',
  },
  zero: { zh: '；无数据时 0 分', en: '; without data 0' },
  full: { zh: '；无数据时满分', en: '; without data in full' },
};

/** A term as it is told beside scores: what is counted, in which unit, and what it is worth. */
export function describeTerm(term: ScoringTerm): TermHead {
  const source = sourceText(term.source);
  const tell = SCALE_TEXT[term.scale.kind] as (scale: Scale, term: ScoringTerm) => Text;
  const scale = tell(term.scale, term);
  const missing = MISSING[term.missing ?? (term.role === 'scored' ? 'leave-out' : 'zero')];
  return {
    id: term.id,
    name: term.name,
    role: term.role,
    max: term.max,
    unit: source.unit,
    formula: {
      zh: `${source.zh}：${scale.zh}${missing.zh}`,
      en: `${source.en}: ${scale.en}${missing.en}`,
    },
  };
}
