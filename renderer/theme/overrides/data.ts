import type { Components, Theme } from '@mui/material/styles';
import { token } from '../palette';

/** 32 px rows, quiet heads; a sticky head is painted or the rows show through. */
export const MuiTableCell: Components<Theme>['MuiTableCell'] = {
  styleOverrides: {
    root: {
      height: token.row,
      padding: '0 10px',
      fontSize: 13,
      lineHeight: 1.4,
      borderBottom: `1px solid ${token.line2}`,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      color: token.ink,
    },
    head: { fontSize: 11.5, color: token.ink3, fontWeight: 400, backgroundColor: token.card },
    stickyHeader: { backgroundColor: token.card },
  },
};

/** How far a job is: the accent on a quiet track. */
export const MuiLinearProgress: Components<Theme>['MuiLinearProgress'] = {
  styleOverrides: { root: { backgroundColor: token.line }, bar: { backgroundColor: token.accent } },
};

export const MuiTableRow: Components<Theme>['MuiTableRow'] = {
  styleOverrides: {
    root: {
      '&.MuiTableRow-hover:hover': { backgroundColor: token.hover },
      '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: token.accentSoft },
    },
  },
};

export const MuiTableSortLabel: Components<Theme>['MuiTableSortLabel'] = {
  styleOverrides: {
    root: {
      color: token.ink3,
      '&:hover': { color: token.ink },
      '&.Mui-active': { color: token.ink, fontWeight: 600 },
    },
    icon: { fontSize: 14, margin: '0 2px' },
  },
};

export const MuiTabs: Components<Theme>['MuiTabs'] = {
  styleOverrides: {
    root: { minHeight: 34, borderBottom: `1px solid ${token.line}` },
    indicator: { height: 2, backgroundColor: token.accent, transition: 'none' },
  },
};

export const MuiTab: Components<Theme>['MuiTab'] = {
  defaultProps: { disableRipple: true },
  styleOverrides: {
    root: {
      minHeight: 34,
      minWidth: 0,
      padding: '0 12px',
      textTransform: 'none',
      fontSize: 13,
      fontWeight: 500,
      color: token.ink2,
      '&.Mui-selected': { color: token.ink, fontWeight: 600 },
    },
  },
};

export const MuiSlider: Components<Theme>['MuiSlider'] = {
  styleOverrides: {
    root: { height: 3, padding: '12px 0' },
    rail: { opacity: 1, backgroundColor: token.line },
    track: { border: 0 },
    thumb: {
      width: 16,
      height: 16,
      backgroundColor: token.card,
      border: `2px solid ${token.accent}`,
      transition: 'none',
      '&::before, &::after': { boxShadow: 'none' },
      '&:hover, &.Mui-active, &.Mui-focusVisible': { boxShadow: `0 0 0 4px ${token.accentSoft}` },
    },
    valueLabel: { backgroundColor: token.ink, color: token.card, fontSize: 12, borderRadius: token.radius },
  },
};

export const MuiCheckbox: Components<Theme>['MuiCheckbox'] = {
  defaultProps: { disableRipple: true, size: 'small' },
  styleOverrides: { root: { padding: 6, color: token.edge, borderRadius: token.radius } },
};

export const MuiSwitch: Components<Theme>['MuiSwitch'] = {
  defaultProps: { disableRipple: true, size: 'small' },
  styleOverrides: {
    track: { opacity: '1 !important', backgroundColor: token.edge },
    switchBase: { transition: 'none' },
    thumb: { boxShadow: 'none', backgroundColor: token.card },
  },
};
