import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { isProblem } from '../api';

/** Why there is no journey to be seen. */
export function Absent({ error, looking }: { error: Error; looking: boolean }): ReactElement {
  if (isProblem(error, 403))
    return (
      <Alert color="orange" title="Not for this user" role="alert">
        This needs the permission {error.permission ?? 'journeys:read'}.
      </Alert>
    );
  if (isProblem(error, 404) && looking)
    return (
      <Alert color="harbour" title="Not known yet" role="status">
        Nothing of this journey has arrived; still looking.
      </Alert>
    );
  if (isProblem(error, 400, 404))
    return (
      <Alert color="orange" title="No such journey" role="alert">
        Your hospital has no encounter, order, claim or request with this id. Copy the whole id, or choose a journey from the
        list.
      </Alert>
    );
  return (
    <Alert color="orange" title="The server does not answer" role="status">
      Trying again every second.
    </Alert>
  );
}
