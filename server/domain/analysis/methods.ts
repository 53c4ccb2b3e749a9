import { backtestMethod, forecastMethod } from './backtest/method.ts';
import { dbscanMethod, hdbscanMethod, stDbscanMethod } from './clusters/methods.ts';
import { kdeMethod, kdeRatioMethod } from './density/methods.ts';
import { emergingMethod } from './emerging/methods.ts';
import { mannKendallMethod } from './emerging/trend-method.ts';
import { AnalysisError } from './error.ts';
import { hawkesMethod } from './hawkes/method.ts';
import { giStarMethod, localMoranMethod, ratesMethod } from './hotspot/methods.ts';
import type { Method } from './method.ts';
import { knoxMethod } from './near-repeat/method.ts';
import { scanMethod } from './scan/method.ts';

/** Every method of analysis, in the order people read them. A new method is one line here. */
export const METHODS: readonly Method[] = [
  dbscanMethod,
  stDbscanMethod,
  hdbscanMethod,
  kdeMethod,
  kdeRatioMethod,
  giStarMethod,
  localMoranMethod,
  ratesMethod,
  emergingMethod,
  mannKendallMethod,
  scanMethod,
  knoxMethod,
  hawkesMethod,
  forecastMethod,
  backtestMethod,
];

/** The method of this name. Throws `method-unknown`. */
export function methodNamed(id: string): Method {
  const found = METHODS.find((method) => method.id === id);
  if (found !== undefined) return found;
  const names = METHODS.map((method) => method.id).join(', ');
  throw new AnalysisError('method-unknown', `no method ${id}; there are ${names}`);
}
