import type { Components, Theme } from '@mui/material/styles';
import { token } from '../palette';

/** Fields: 32 px, the border that can be seen (3:1), the accent only where the caret is. */
export const MuiOutlinedInput: Components<Theme>['MuiOutlinedInput'] = {
  defaultProps: { notched: false },
  styleOverrides: {
    root: {
      minHeight: 32,
      borderRadius: token.radius,
      backgroundColor: token.card,
      fontSize: 13,
      '& .MuiOutlinedInput-notchedOutline': { borderColor: token.edge, top: 0 },
      '& .MuiOutlinedInput-notchedOutline legend': { display: 'none' },
      '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: token.ink3 },
      '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: token.accent, borderWidth: 2 },
      '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: token.bad },
      '&.Mui-disabled': { backgroundColor: token.line2 },
    },
    input: { padding: '6px 10px', height: 'auto', lineHeight: 1.5, outline: 'none' },
    multiline: { padding: 0 },
  },
};

export const MuiInputBase: Components<Theme>['MuiInputBase'] = {
  styleOverrides: {
    root: { fontSize: 13 },
    input: { '&::placeholder': { color: token.ink3, opacity: 1 }, '&:focus-visible': { outline: 'none' } },
  },
};

/** A label stands above its field and stays there: nothing moves, nothing is cut. */
export const MuiInputLabel: Components<Theme>['MuiInputLabel'] = {
  defaultProps: { shrink: true, disableAnimation: true },
  styleOverrides: {
    root: {
      position: 'static',
      transform: 'none',
      maxWidth: 'none',
      fontSize: 12,
      lineHeight: 1.4,
      marginBottom: 4,
      color: token.ink2,
      '&.Mui-focused': { color: token.ink2 },
      '&.Mui-error': { color: token.bad },
    },
  },
};

export const MuiFormHelperText: Components<Theme>['MuiFormHelperText'] = {
  styleOverrides: {
    root: {
      margin: '4px 0 0',
      fontSize: 12,
      lineHeight: 1.4,
      color: token.ink3,
      '&.Mui-error': { color: token.bad },
    },
  },
};

export const MuiTextField: Components<Theme>['MuiTextField'] = {
  defaultProps: { variant: 'outlined', size: 'small', fullWidth: true },
};

export const MuiAutocomplete: Components<Theme>['MuiAutocomplete'] = {
  styleOverrides: {
    paper: { border: `1px solid ${token.line}`, boxShadow: token.shadowPop, margin: '4px 0' },
    listbox: { padding: 4, fontSize: 13 },
    inputRoot: { padding: '0 4px !important' },
    option: {
      minHeight: `${token.row} !important`,
      padding: '4px 8px !important',
      borderRadius: token.radius,
      '&.Mui-focused': { backgroundColor: `${token.accentSoft} !important` },
      '&[aria-selected="true"]': { backgroundColor: token.accentSoft, fontWeight: 600 },
    },
    noOptions: { fontSize: 13, color: token.ink3 },
    loading: { fontSize: 13, color: token.ink3 },
  },
};

export const MuiSelect: Components<Theme>['MuiSelect'] = {
  styleOverrides: { icon: { color: token.ink3 }, select: { minHeight: 'auto' } },
};

/** A thin rail, the accent as far as the value, a hollow thumb. */
export const MuiSlider: Components<Theme>['MuiSlider'] = {
  styleOverrides: {
    root: { height: 3, padding: '12px 0', color: token.accent },
    rail: { opacity: 1, backgroundColor: token.edge },
    track: { border: 'none' },
    thumb: {
      width: 16,
      height: 16,
      backgroundColor: token.card,
      border: `3px solid ${token.accent}`,
      boxShadow: 'none',
      '&::before, &::after': { display: 'none' },
      '&:hover, &.Mui-active': { boxShadow: 'none' },
      '&.Mui-focusVisible': { boxShadow: 'none', outline: `2px solid ${token.accent}`, outlineOffset: 2 },
    },
  },
};
