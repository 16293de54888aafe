import { Group, Paper, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { JourneyMoney, Money } from '../api';
import { Icon } from '../icons';
import { useMayReadBills } from '../me';
import { moneyText } from '../words';

const parts = [
  { of: 'paid', name: 'Paid by the payer', color: 'var(--orderly-done)' },
  { of: 'adjusted', name: 'Adjusted', color: 'var(--orderly-link)' },
  { of: 'patientResponsibility', name: 'Patient’s share', color: 'var(--mantine-color-harbour-5)' },
] as const;

const NOT_YET = 'No bill yet: it follows when the encounter is finished and coded.';
const number = ({ amount }: Money) => Number(amount);

/** Where the journey ends: what was billed, and who bears it. */
export function MoneyCard({ money }: { money?: JourneyMoney }): ReactElement {
  const allowed = useMayReadBills();
  return (
    <Paper component="section" className="surface" radius="lg" p="md" aria-labelledby="money">
      <Group justify="space-between" mb={money ? 'sm' : 0}>
        <Title order={2} size="h4" id="money">
          The money
        </Title>
        {money ? (
          <Verdict money={money} />
        ) : (
          <Note words={allowed ? NOT_YET : 'Bills are for those who may read them, such as a biller.'} />
        )}
      </Group>
      {money && (
        <>
          <Progress.Root size={14} radius="xl" aria-hidden>
            {parts.map(({ of, color }) => (
              <Progress.Section key={of} value={share(money, money[of])} color={color} withAria={false} />
            ))}
          </Progress.Root>
          <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" mt="sm" mb={0}>
            <Part name="Billed" money={money.billed} />
            {parts.map(({ of, name, color }) => (
              <Part key={of} name={name} money={money[of]} color={color} />
            ))}
          </SimpleGrid>
        </>
      )}
    </Paper>
  );
}

const share = ({ billed }: JourneyMoney, part: Money) => (number(billed) > 0 ? (100 * number(part)) / number(billed) : 0);

const Part = ({ name, money, color }: { name: string; money: Money; color?: string }) => (
  <div>
    <Text component="dt" size="xs" c="dimmed" lh={1.4}>
      {color && <span className="swatch" style={{ background: color }} aria-hidden />}
      {name}
    </Text>
    <Text component="dd" m={0} fw={650} className="figures">
      {moneyText(money)}
    </Text>
  </div>
);

function Verdict({ money }: { money: JourneyMoney }): ReactElement {
  const cents = (one: Money) => Math.round(number(one) * 100);
  const open = cents(money.billed) - parts.reduce((sum, { of }) => sum + cents(money[of]), 0);
  if (open !== 0)
    return <Note words={`${moneyText({ ...money.billed, amount: (open / 100).toFixed(2) })} still with the payer`} />;
  return (
    <Group gap={6} className="ink-done" wrap="nowrap">
      <Icon of="done" />
      <Text size="sm" fw={600}>
        Every cent is accounted for
      </Text>
    </Group>
  );
}

const Note = ({ words }: { words: string }) => (
  <Text size="sm" c="dimmed">
    {words}
  </Text>
);
