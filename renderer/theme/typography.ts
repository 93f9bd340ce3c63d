import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import type { TypographyVariantsOptions } from '@mui/material/styles';
import { token } from './palette';

/** 13 px text, one weight step to a heading, no uppercase anywhere. */
export const typography: TypographyVariantsOptions = {
  fontFamily: token.font,
  fontSize: 13,
  htmlFontSize: 16,
  button: { textTransform: 'none', fontSize: 13, fontWeight: 500, lineHeight: 1.4, letterSpacing: 0 },
  body1: { fontSize: 13, lineHeight: 1.45, letterSpacing: 0 },
  body2: { fontSize: 13, lineHeight: 1.45, letterSpacing: 0 },
  caption: { fontSize: 11.5, lineHeight: 1.4, letterSpacing: 0 },
  h6: { fontSize: 16, fontWeight: 640, lineHeight: 1.3, letterSpacing: '-0.01em' },
};
