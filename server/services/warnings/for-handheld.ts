import { Clean } from 'typebox/value';
import { HandheldWarning } from '../../contract/fixes/handheld.ts';
import type { Warning } from '../../contract/warnings/warning.ts';

/** What of a warning a handheld is told. */
export const forHandheld = (warning: Warning): HandheldWarning =>
  Clean(HandheldWarning, { ...warning }) as HandheldWarning;
