import { ReadTx, Tx } from '@orderly/platform/persistence';

/**
 * Whoever logs in names a slug before any tenant is known, so everybody may read this table. Its own policies let a
 * tenant add a row for itself and nobody change or remove one: a slug never starts to lead elsewhere.
 */
export const TENANT_SLUG = 'tenant_slug';

/** The tenant behind the slug. */
export async function tenantOf(tx: ReadTx, slug: string): Promise<string | undefined> {
  const [row] = await tx.query<{ tenant: string }>(`select tenant from ${TENANT_SLUG} where slug = $1`, [slug]);
  return row?.tenant;
}

/**
 * Takes the slug for the transaction's tenant unless somebody has it, and answers whose it is. Waits for a transaction
 * that takes the same slug just now; if that one fails, the slug is still free.
 */
export async function claimSlug(tx: Tx, slug: string): Promise<string> {
  const { tenant } = tx.ctx;
  await tx.query(`insert into ${TENANT_SLUG} (slug, tenant) values ($1, $2) on conflict (slug) do nothing`, [slug, tenant]);
  return (await tenantOf(tx, slug)) ?? tenant;
}
