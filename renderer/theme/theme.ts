import { createTheme } from '@mui/material/styles';
import './tokens.css';
import './base.css';
import { overrides } from './overrides';
import { palette } from './palette';
import { typography } from './typography';

/** One theme: colours are CSS variables that follow the system's scheme, contrast and motion by themselves. */
export const theme = createTheme({
  cssVariables: { nativeColor: true, disableCssColorScheme: true, cssVarPrefix: 'mui' },
  palette,
  typography,
  spacing: 8,
  shape: { borderRadius: 6 },
  transitions: { create: () => 'none' },
  components: overrides,
});
