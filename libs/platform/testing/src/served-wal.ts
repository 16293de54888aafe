const MIB = 1024 * 1024;
const WRITTEN_MIB = 512;
const AT_ONCE_MIB = 8;

/**
 * Gives the test run's own PostgreSQL WAL segments to use again, as a server has that has served for a while. Until then every commit
 * waits, each 16 MiB, while a new segment is filled with zeros (40 to 100 ms were measured), and what is timed meanwhile is that.
 * As superuser; changes `min_wal_size` of the server.
 */
export async function leaveServedWal(query: (text: string, values?: unknown[]) => Promise<unknown>): Promise<void> {
  await query(`alter system set min_wal_size = '1GB'`);
  await query('select pg_reload_conf()');
  for (let written = 0; written < WRITTEN_MIB; written += AT_ONCE_MIB)
    await query(`select pg_logical_emit_message(false, 'served', repeat('0123456789abcdef', $1))`, [(AT_ONCE_MIB * MIB) / 16]);
  await query('checkpoint');
}
