import type { PaletteOptions } from '@mui/material/styles';

/** The palette's names as CSS values; the colours themselves stand in tokens.css, per scheme. */
export const token = {
  bg: 'var(--bg)',
  rail: 'var(--rail)',
  card: 'var(--card)',
  line: 'var(--line)',
  line2: 'var(--line2)',
  hover: 'var(--hover)',
  ink: 'var(--ink)',
  ink2: 'var(--ink2)',
  ink3: 'var(--ink3)',
  accent: 'var(--accent)',
  accentHover: 'var(--accent-hover)',
  accentSoft: 'var(--accent-soft)',
  /** A filled control and what is written on it: the accent, but the system's button in high contrast. */
  fill: 'var(--fill)',
  fillHover: 'var(--fill-hover)',
  onFill: 'var(--on-fill)',
  good: 'var(--good)',
  goodSoft: 'var(--good-soft)',
  warn: 'var(--warn)',
  warnSoft: 'var(--warn-soft)',
  bad: 'var(--bad)',
  badSoft: 'var(--bad-soft)',
  off: 'var(--off)',
  edge: 'var(--edge)',
  shadow: 'var(--shadow)',
  shadowPop: 'var(--shadow-pop)',
  backdrop: 'var(--backdrop)',
  radius: 'var(--radius)',
  radiusCard: 'var(--radius-card)',
  row: 'var(--row)',
  mono: 'var(--mono)',
  font: 'var(--font)',
  quick: 'var(--quick)',
} as const;

const tone = (main: string, hover = main) => ({ main, light: main, dark: hover, contrastText: token.card });

/** Material's palette, in our names: one scheme to Material, since the variables themselves follow the system. */
export const palette: PaletteOptions = {
  primary: tone(token.accent, token.accentHover),
  secondary: tone(token.ink2),
  error: tone(token.bad),
  warning: tone(token.warn),
  success: tone(token.good),
  info: tone(token.accent),
  text: { primary: token.ink, secondary: token.ink2, disabled: token.off },
  divider: token.line,
  background: { default: token.bg, paper: token.card },
  action: {
    active: token.ink2,
    hover: token.hover,
    selected: token.accentSoft,
    disabled: token.off,
    disabledBackground: token.line2,
    focus: token.accentSoft,
  },
};
