import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "run_status_index_idx";
  CREATE INDEX "run_status_createdAt_index_idx" ON "generation_steps" USING btree ("run_id","status","created_at","index");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "run_status_createdAt_index_idx";
  CREATE INDEX "run_status_index_idx" ON "generation_steps" USING btree ("run_id","status","index");`)
}
