import { FaultBoundary } from './features/shell/FaultBoundary';
import { Shell } from './features/shell/Shell';

/** The window: everything in it belongs to the shell, and what fails to draw says so. */
export function App() {
  return (
    <FaultBoundary what="The window">
      <Shell />
    </FaultBoundary>
  );
}
