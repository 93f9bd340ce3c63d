import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { readPlace } from './features/shell/place';
import { pages } from './features/shell/pages';
import { createQueryClient } from './ipc/query-client';
import { theme } from './theme/theme';
import { keepTextVisible } from './visible-text';

// The page that is opened first comes while the shell is drawn and the servers are asked, not after.
void pages[readPlace(location.hash).page].load();

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
        <QueryClientProvider client={createQueryClient()}>
          <App />
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>,
);
