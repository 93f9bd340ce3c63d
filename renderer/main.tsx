import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { FIRST_SERVER, readPlace } from './features/shell/place';
import { pages } from './features/shell/pages';
import { askReadinessEarly } from './ipc/ask-early';
import { createQueryClient } from './ipc/query-client';
import { theme } from './theme/theme';
import { keepTextVisible } from './visible-text';

// The page that is opened first comes while the shell is drawn and the servers are asked, not after.
const opening = readPlace(location.hash);
void pages[opening.page].load();
const queries = createQueryClient();
if (opening.page === 'readiness') {
  const serverId = opening.server ?? FIRST_SERVER;
  void askReadinessEarly(queries, window.switchboard, { ...opening, serverId }).catch(() => undefined);
}

// .nonce (the property), not getAttribute: browsers hide the attribute.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const cache = createCache({ key: 'mui', prepend: true, ...(nonce ? { nonce } : {}) });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
keepTextVisible(document.body);
createRoot(root).render(
  <StrictMode>
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>,
);
