import type { Components, Theme } from '@mui/material/styles';
import { token } from '../palette';

const base = {
  minWidth: 0,
  height: 30,
  padding: '0 12px',
  borderRadius: token.radius,
  border: '1px solid transparent',
  boxShadow: 'none',
  whiteSpace: 'nowrap',
  gap: 7,
  transition: `background-color ${token.quick}, border-color ${token.quick}`,
} as const;

const off = { opacity: 1, color: token.ink3, borderColor: token.line, backgroundColor: token.line2 } as const;

/** Contained is the one thing to do, outlined everything else, text what stands inside a sentence or a row. */
export const MuiButton: Components<Theme>['MuiButton'] = {
  defaultProps: { variant: 'outlined', disableElevation: true, disableRipple: true },
  styleOverrides: {
    root: { ...base, '&.Mui-disabled': off },
    contained: {
      backgroundColor: token.fill,
      borderColor: token.fill,
      color: token.onFill,
      fontWeight: 600,
      '&:hover': { backgroundColor: token.fillHover, borderColor: token.fillHover, boxShadow: 'none' },
      '&.Mui-disabled': off,
    },
    outlined: {
      backgroundColor: token.card,
      borderColor: token.line,
      color: token.ink,
      '&:hover': { backgroundColor: token.hover, borderColor: token.edge },
      '&.Mui-disabled': off,
    },
    text: {
      color: token.accent,
      padding: '0 8px',
      '&:hover': { backgroundColor: token.accentSoft },
      '&.Mui-disabled': { color: token.ink3, backgroundColor: 'transparent', borderColor: 'transparent' },
    },
    sizeSmall: { height: 24, padding: '0 8px', fontSize: 12 },
    sizeLarge: { height: 38, padding: '0 18px' },
    startIcon: { margin: 0 },
    endIcon: { margin: 0 },
  },
};

export const MuiButtonBase: Components<Theme>['MuiButtonBase'] = {
  defaultProps: { disableRipple: true, disableTouchRipple: true },
  styleOverrides: {
    root: { '&.Mui-focusVisible': { outline: `2px solid ${token.accent}`, outlineOffset: 2 } },
  },
};

export const MuiIconButton: Components<Theme>['MuiIconButton'] = {
  defaultProps: { disableRipple: true },
  styleOverrides: {
    root: {
      width: 28,
      height: 28,
      padding: 0,
      borderRadius: token.radius,
      color: token.ink2,
      '&:hover': { backgroundColor: token.hover, color: token.ink },
    },
    sizeSmall: { width: 22, height: 22 },
  },
};

export const MuiToggleButton: Components<Theme>['MuiToggleButton'] = {
  defaultProps: { disableRipple: true },
  styleOverrides: {
    root: {
      height: 28,
      padding: '0 10px',
      textTransform: 'none',
      fontSize: 12,
      fontWeight: 500,
      color: token.ink2,
      borderColor: token.line,
      backgroundColor: token.card,
      '&:hover': { backgroundColor: token.hover },
      '&.Mui-selected': {
        backgroundColor: token.accentSoft,
        color: token.accent,
        fontWeight: 600,
        '&:hover': { backgroundColor: token.accentSoft },
      },
    },
  },
};
