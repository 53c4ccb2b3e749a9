import type { Words } from '../words.ts';
import { analysis } from './analysis/index.ts';
import { answers } from './answers/index.ts';
import { words as console } from './console/index.ts';
import { handheld } from './handheld/index.ts';

/** The whole dictionary: of the console, of the methods of analysis, and of what the server's answers say in every language. */
export const words: Words = { console, analysis, answers, handheld };
