import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "run_index_idx";
  ALTER TABLE "generation_runs" ALTER COLUMN "priority" DROP DEFAULT;
  ALTER TABLE "generation_admissions" ADD COLUMN "number" numeric NOT NULL;
  CREATE INDEX "run_status_index_idx" ON "generation_steps" USING btree ("run_id","status","index");
  CREATE UNIQUE INDEX "userKey_number_idx" ON "generation_admissions" USING btree ("user_key","number");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP INDEX "run_status_index_idx";
  DROP INDEX "userKey_number_idx";
  ALTER TABLE "generation_runs" ALTER COLUMN "priority" SET DEFAULT 0;
  CREATE INDEX "run_index_idx" ON "generation_steps" USING btree ("run_id","index");
  ALTER TABLE "generation_admissions" DROP COLUMN "number";`)
}
