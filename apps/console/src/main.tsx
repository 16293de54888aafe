import './styles';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isPassing } from './api';
import { App } from './app';
import { SessionProvider } from './session';
import { theme, variables } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the browser believes about the network says nothing about a server in the same house.
      networkMode: 'always',
      retry: (failures, error) => isPassing(error) && failures < 2,
      retryDelay: (failures) => Math.min(400 * 2 ** failures, 3_000),
      staleTime: 500,
    },
  },
});

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <App />
          </SessionProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
