import type { Components, Theme } from '@mui/material/styles';
import { token } from '../palette';

export const MuiPaper: Components<Theme>['MuiPaper'] = {
  defaultProps: { elevation: 0 },
  styleOverrides: {
    root: { backgroundImage: 'none', backgroundColor: token.card, color: token.ink, boxShadow: 'none' },
  },
};

export const MuiMenu: Components<Theme>['MuiMenu'] = {
  defaultProps: { transitionDuration: 0 },
  styleOverrides: {
    paper: {
      border: `1px solid ${token.line}`,
      borderRadius: token.radiusCard,
      boxShadow: token.shadowPop,
      marginTop: 4,
    },
    list: { padding: 4 },
  },
};

export const MuiMenuItem: Components<Theme>['MuiMenuItem'] = {
  defaultProps: { disableRipple: true },
  styleOverrides: {
    root: {
      minHeight: `${token.row} !important`,
      padding: '4px 10px',
      borderRadius: token.radius,
      fontSize: 13,
      '&:hover, &.Mui-focusVisible': { backgroundColor: token.hover },
      '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: token.accentSoft },
    },
  },
};

export const MuiPopover: Components<Theme>['MuiPopover'] = {
  defaultProps: { transitionDuration: 0 },
  styleOverrides: {
    paper: { border: `1px solid ${token.line}`, borderRadius: token.radiusCard, boxShadow: token.shadowPop },
  },
};

export const MuiDialog: Components<Theme>['MuiDialog'] = {
  defaultProps: { transitionDuration: 0 },
  styleOverrides: {
    paper: { border: `1px solid ${token.line}`, borderRadius: token.radiusCard, boxShadow: token.shadowPop },
  },
};
export const MuiDialogTitle: Components<Theme>['MuiDialogTitle'] = {
  styleOverrides: { root: { fontSize: 16, fontWeight: 640, padding: '18px 20px 8px' } },
};
export const MuiDialogContent: Components<Theme>['MuiDialogContent'] = {
  styleOverrides: { root: { padding: '0 20px 16px', color: token.ink2 } },
};
export const MuiDialogActions: Components<Theme>['MuiDialogActions'] = {
  styleOverrides: {
    root: {
      padding: '12px 20px',
      borderTop: `1px solid ${token.line2}`,
      gap: 8,
      '& > :not(style) ~ :not(style)': { marginLeft: 0 },
    },
  },
};

export const MuiDrawer: Components<Theme>['MuiDrawer'] = {
  defaultProps: { transitionDuration: 0 },
  styleOverrides: {
    paper: { borderLeft: `1px solid ${token.line}`, boxShadow: token.shadowPop, backgroundColor: token.card },
  },
};

export const MuiBackdrop: Components<Theme>['MuiBackdrop'] = {
  styleOverrides: {
    root: { backgroundColor: token.backdrop },
    invisible: { backgroundColor: 'transparent' },
  },
};

export const MuiTooltip: Components<Theme>['MuiTooltip'] = {
  defaultProps: { enterDelay: 400 },
  styleOverrides: {
    tooltip: {
      backgroundColor: token.ink,
      color: token.card,
      fontSize: 12,
      lineHeight: 1.4,
      padding: '4px 8px',
      borderRadius: token.radius,
      maxWidth: 360,
    },
    arrow: { color: token.ink },
  },
};

export const MuiSkeleton: Components<Theme>['MuiSkeleton'] = {
  defaultProps: { animation: false },
  styleOverrides: { root: { backgroundColor: token.line2, borderRadius: 4, transform: 'none' } },
};
