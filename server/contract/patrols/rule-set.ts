/** Version of the rules written in code. Raised with every change that can change a verdict. */
export const RULE_SET = '2026.12';
