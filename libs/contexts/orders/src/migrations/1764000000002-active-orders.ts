import { MigrationInterface, QueryRunner } from 'typeorm';

/** The few that are not done, among all that ever were. */
export class ActiveOrders1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index order_active on "order" (tenant, authored_on, id) where status = 'active'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index order_active');
  }
}
