import { freePort } from './testing/sandbox';
import { cleaned } from './testing/silence/clean';
import { inbox } from './testing/silence/inbox';
import { office } from './testing/silence/office';
import { silenceRow } from './testing/silence/table';
import { showsWhenInjected, World } from './testing/silence/world';
import { anOrder } from './testing/stay';
import { aHospitalThatBills } from './testing/visit';

const injections = { ...inbox, ...office };

describe('what waits for somebody is seen', () => {
  let world: World;
  beforeAll(async () => {
    await cleaned('silence');
    // Nobody listens there.
    world = await World.start({ clearinghouseUrl: `http://127.0.0.1:${await freePort()}` });
    await aHospitalThatBills(world.hospital);
    const { orderId } = await anOrder(world.hospital);
    const body = { reason: 'placed so that there are events' };
    await world.hospital.as('physician').post('/v1/orders/{orderId}/revoke', { path: { orderId }, body });
    await world.settled();
    // Its account waits for the end of the encounter.
    await world.sql('delete from billing.account');
  }, 120_000);
  afterAll(() => world.stop());

  it.each(Object.keys(injections).map((id) => silenceRow(id)))(
    '$id: $stuck',
    async ({ id, places }) => {
      // The breaker closes only when the clearinghouse is back.
      await showsWhenInjected(world, places, injections[id] as never, id !== 'S29');
    },
    90_000,
  );
});
