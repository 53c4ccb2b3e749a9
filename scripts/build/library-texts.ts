import type { Plugin } from 'vite';

/**
 * English that the component library says to screen readers and that no setting of it reaches: in which file, what stands there, and what
 * stands there instead. Screen readers tell in their own language which of how many tabs it is, and a number's field is its arrows too. An icon is
 * called by the name of its file; it is decoration unless it is given a name.
 */
const TEXTS: readonly [file: string, text: string, instead: string][] = [
  [
    '/@rc-component/tabs/es/TabNavList/TabNode.js',
    `\`Tab \${currentPosition} of \${tabCount}\``,
    "''",
  ],
  [
    '/@rc-component/input-number/es/StepHandler.js',
    `"aria-label": isUpAction ? 'Increase Value' : 'Decrease Value'`,
    '"aria-hidden": true',
  ],
  // The item around it is what is pressed by key, and has a name.
  [
    '/antd/es/pagination/Pagination.js',
    `type: "button",
      tabIndex: -1`,
    `type: "button",
      "aria-hidden": true,
      tabIndex: -1`,
  ],
  // A field is cleared in itself by key.
  [
    '/@rc-component/input/es/BaseInput.js',
    `type: "button",
        onClick: event => {`,
    `type: "button",
        "aria-hidden": true,
        tabIndex: -1,
        onClick: event => {`,
  ],
  // Of one colour, and of two.
  ...['AntdIconLight', 'AntdIcon'].map(
    (file) =>
      [
        `/@ant-design/icons/es/components/${file}.js`,
        `role: "img",
    "aria-label": icon.name`,
        `...(restProps['aria-label'] ? { role: 'img' } : { 'aria-hidden': true })`,
      ] satisfies [string, string, string],
  ),
];

/** Takes those texts out of the console as it is built. Throws where one is not found any more: then the library says something else. */
export function withoutLibraryTexts(): Plugin {
  const left = new Set(TEXTS);
  return {
    name: 'without-library-texts',
    apply: 'build',
    transform(code, id) {
      for (const known of TEXTS) {
        const [file, text, instead] = known;
        if (!id.endsWith(file) || !code.includes(text)) continue;
        left.delete(known);
        return { code: code.replaceAll(text, instead), map: null };
      }
      return null;
    },
    buildEnd(error) {
      if (!error && left.size > 0)
        this.error(`not found any more: ${[...left].map(([file]) => file).join(', ')}`);
    },
  };
}
