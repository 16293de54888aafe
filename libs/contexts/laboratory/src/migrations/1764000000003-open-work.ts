import { MigrationInterface, QueryRunner } from 'typeorm';

/** What is open among all that ever was, and what an analyser sent last. */
export class OpenWork1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index lab_task_open on lab_task (tenant, status, accepted_at, id) where status in ('accepted', 'in-progress');
      create index lab_message_latest on lab_message (tenant, analyser_id, received_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index lab_task_open, lab_message_latest');
  }
}
