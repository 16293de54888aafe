import { Alert, Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Of a part that the page can do without. */
  readonly silent?: boolean;
}

/** What cannot be shown must not take the rest of the page with it: mostly a file that did not arrive while the server was away. */
export class Trouble extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { children, silent } = this.props;
    if (!this.state.failed) return children;
    if (silent) return null;
    return (
      <Alert color="orange" title="This could not be shown" role="alert" maw={560} mx="auto">
        A part of the page did not arrive, perhaps because the server was away.
        <Button display="block" mt="md" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </Alert>
    );
  }
}
