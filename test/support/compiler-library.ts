/** The compiler as a library, for what generates types: version 7 is a program alone. */
export { ts as default } from '@ts-morph/common';
