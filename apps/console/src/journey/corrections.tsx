import { Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { isProblem, type LabTask, type Step } from '../api';
import { useSession } from '../session';
import { actorName, eventName, plain, whenOf } from '../words';

const CORRECTED = 'laboratory.result-corrected';

/** The history of each result that somebody has corrected. */
export function Corrections({ steps }: { steps: readonly Step[] }): ReactElement {
  const results = new Set(steps.filter(({ type }) => type === CORRECTED).flatMap(({ resultId }) => resultId ?? []));
  return (
    <>
      {[...results].map((id) => (
        <History key={id} id={id} steps={steps.filter(({ resultId }) => resultId === id)} />
      ))}
    </>
  );
}

/** No values: they travel sealed, and whoever reads one is noted in the audit trail. So they are fetched only when somebody asks. */
function History({ id, steps }: { id: string; steps: readonly Step[] }): ReactElement {
  const [asked, setAsked] = useState(false);
  const taskId = steps[0]?.subject.id ?? '';
  return (
    <Paper component="section" className="surface" radius="lg" p="md" aria-labelledby={`history-${id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id={`history-${id}`}>
          Corrected result
        </Title>
        {asked ? (
          <ValueOfToday taskId={taskId} resultId={id} />
        ) : (
          <Button variant="light" size="xs" onClick={() => setAsked(true)}>
            Show its value of today
          </Button>
        )}
      </Group>
      <Table.ScrollContainer minWidth={420} type="native">
        <Table verticalSpacing={6} className="figures">
          <Table.Caption className="caption">History of this result, the first on top</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Version</Table.Th>
              <Table.Th scope="col">What</Table.Th>
              <Table.Th scope="col">Status</Table.Th>
              <Table.Th scope="col">By</Table.Th>
              <Table.Th scope="col">Time</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map((step) => (
              <Table.Tr key={step.id}>
                <Table.Td>{step.version}</Table.Td>
                <Table.Td fw={step.type === CORRECTED ? 650 : undefined}>{eventName(step.type)}</Table.Td>
                <Table.Td>{plain(step.status ?? '')}</Table.Td>
                <Table.Td>{actorName(step.actor)}</Table.Td>
                <Table.Td>{whenOf(step.occurredAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function ValueOfToday({ taskId, resultId }: { taskId: string; resultId: string }): ReactElement {
  const { api } = useSession();
  const { data, error } = useQuery({ queryKey: ['lab-task', taskId], queryFn: () => api.labTask(taskId), staleTime: Infinity });
  const result = data?.results.find(({ id }) => id === resultId);
  return (
    <Text size="sm" className="figures" role="status">
      {isProblem(error, 403, 404) && 'Its value is not for your role.'}
      {result && (
        <>
          {result.code.display ?? result.code.code}: <b>{valueText(result.value)}</b>
        </>
      )}
    </Text>
  );
}

function valueText(value: LabTask['results'][number]['value']): string {
  const { valueQuantity: quantity, valueString, valueCodeableConcept: concept } = value;
  if (quantity) return [quantity.comparator, quantity.value, quantity.unit].filter(Boolean).join(' ');
  return valueString ?? concept?.text ?? concept?.coding?.[0]?.display ?? 'no value';
}
