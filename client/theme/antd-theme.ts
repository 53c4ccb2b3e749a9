/**
 * Why these two libraries: antd has the one complete and idiomatic zh_CN locale among well-kept React
 * libraries (dates, tables, empty states), takes a CSP nonce, and lets tokens replace its look; ECharts
 * draws on canvas (no inline styles for the policy to refuse), loads by module, and labels in Chinese
 * without a font of its own. Everything visible still comes from tokens.ts.
 */
import { type ThemeConfig, theme } from 'antd';
import { PALETTES, RADIUS, type Shade, TYPE } from './tokens.ts';

/** Opacity of what lies behind text of its own colour, hex: 13 %. */
const FAINT = '22';

/** `isCalm`: nothing slides or fades in. */
export const antdTheme = (shade: Shade, isCalm: boolean): ThemeConfig => {
  const p = PALETTES[shade];
  return {
    algorithm: [shade === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm],
    token: {
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorLink: p.accentText,
      colorSuccess: p.standing.completed,
      colorWarning: p.standing.incomplete,
      colorError: p.danger,
      colorBgBase: p.panel,
      colorBgContainer: p.panel,
      colorBgElevated: shade === 'dark' ? p.raised : p.panel,
      colorBgLayout: p.canvas,
      colorBorder: p.lineStrong,
      colorBorderSecondary: p.line,
      colorText: p.text,
      colorTextSecondary: p.muted,
      colorTextTertiary: p.faint,
      colorTextDescription: p.muted,
      colorTextPlaceholder: p.faint,
      fontFamily: TYPE.family,
      fontFamilyCode: TYPE.mono,
      fontSize: TYPE.body,
      borderRadius: RADIUS.control,
      borderRadiusLG: RADIUS.card,
      controlHeight: 32,
      wireframe: false,
      motion: !isCalm,
    },
    components: {
      Table: {
        headerBg: p.raised,
        headerColor: p.muted,
        headerSplitColor: 'transparent',
        rowHoverBg: p.raised,
        cellPaddingBlockMD: 8,
        cellPaddingInlineMD: 10,
      },
      Tabs: {
        horizontalItemPadding: '8px 0',
        horizontalItemGutter: 18,
        itemSelectedColor: p.accentText,
        itemHoverColor: p.accentText,
      },
      // Fills are too faint to read as text, and white on dark's danger is too.
      Tag: {
        colorSuccess: p.standingText.completed,
        colorSuccessBg: `${p.standing.completed}${FAINT}`,
        colorWarning: p.standingText.incomplete,
        colorError: p.standingText.suspicious,
        colorInfo: p.accentText,
      },
      // Days that cannot be picked are read all the same.
      DatePicker: { colorTextDisabled: p.faint },
      Badge: { colorError: PALETTES.light.danger },
      Pagination: { itemActiveColor: p.accentText, itemActiveColorHover: p.accentText },
      // White must stay readable on a filled button under the pointer, in both shades.
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        colorPrimaryHover: PALETTES.light.accentText,
        // The library's own red is too light for white in dark, and under the pointer in light.
        dangerColor: p.panel,
        colorErrorHover: p.standingText.suspicious,
        colorErrorActive: p.standingText.suspicious,
        defaultHoverColor: p.accentText,
        defaultHoverBorderColor: p.accent,
      },
    },
  };
};
