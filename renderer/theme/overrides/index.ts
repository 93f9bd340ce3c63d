import type { Components, Theme } from '@mui/material/styles';
import * as button from './button';
import * as data from './data';
import * as input from './input';
import * as surface from './surface';

/** Material's components in our clothes: no ripple, no elevation, no uppercase, no floating label. */
export const overrides: Components<Theme> = { ...button, ...input, ...surface, ...data };
