import { type TStringOptions, Type } from 'typebox';
import { byLanguage } from './languages.ts';

/** A text in every language. */
export const Text = (options?: TStringOptions) =>
  Type.Object(byLanguage(() => Type.String(options)));
