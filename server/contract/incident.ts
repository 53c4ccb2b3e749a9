import { type Static, Type } from 'typebox';
import { LngLat } from './geo.ts';
import { literals } from './literals.ts';

export const SEVERITIES = ['minor', 'moderate', 'serious', 'severe'] as const;
export const Severity = literals(SEVERITIES);

/** An incident (事件) at a place and a time, or an interval when only that is known. */
export const Incident = Type.Object({
  id: Type.String({ description: 'External id, unique' }),
  category: Type.String(),
  severity: Severity,
  foundBy: Type.Union([Type.Literal('reported'), Type.Literal('detected')]),
  position: LngLat,
  from: Type.String({ format: 'date-time' }),
  to: Type.String({ format: 'date-time' }),
  gridId: Type.Union([Type.Integer(), Type.Null()]),
});
export type Incident = Static<typeof Incident>;
