import { createContext, useContext } from 'react';

/** The name of the server that is shown, where it is marked Production; null elsewhere. */
export const Production = createContext<string | null>(null);

export const useProduction = (): string | null => useContext(Production);
