import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Bridge } from '../../shared/wire';
import { theme } from '../theme/theme';
import { BridgeContext } from './bridge';
import { createQueryClient } from './query-client';

/** For tests: renders as main.tsx does, with a bridge of the test's own. */
export function renderWithBridge(ui: ReactNode, bridge: Bridge, queries = createQueryClient()): RenderResult {
  return render(ui, {
    wrapper: ({ children }) => (
      <BridgeContext value={bridge}>
        <ThemeProvider theme={theme}>
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </ThemeProvider>
      </BridgeContext>
    ),
  });
}
