import { Component } from 'react';
import type { ReactNode } from 'react';
import { ErrorState } from '../../components/ErrorState';

interface Props {
  /** What failed to draw, as the sentence's subject. */
  what: string;
  children: ReactNode;
}

/** A page that can't be drawn says so, and the rest of the window goes on. */
export class FaultBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <ErrorState
        error={{
          message: `${this.props.what} could not be drawn.`,
          fix: 'Nothing pending is lost: it is kept by the engine.',
        }}
        retryLabel="Draw it again"
        onRetry={() => location.reload()}
      />
    );
  }
}
