import { error } from './error.ts';
import { shell } from './shell.ts';

/** What is said before a page has come: signing in, what surrounds the pages, and what went wrong. */
export const entry = { ...shell, error };
