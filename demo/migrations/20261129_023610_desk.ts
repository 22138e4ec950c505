import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "reviews" ADD COLUMN "publish_at" timestamp(3) with time zone;
  ALTER TABLE "reviews" ADD COLUMN "publish_problem" varchar;
  ALTER TABLE "reviews" ADD COLUMN "changes_run_id" integer;
  ALTER TABLE "reviews" ADD CONSTRAINT "reviews_changes_run_id_generation_runs_id_fk" FOREIGN KEY ("changes_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "reviews_publish_at_idx" ON "reviews" USING btree ("publish_at");
  CREATE INDEX "reviews_changes_run_idx" ON "reviews" USING btree ("changes_run_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "reviews" DROP CONSTRAINT "reviews_changes_run_id_generation_runs_id_fk";
  
  DROP INDEX "reviews_publish_at_idx";
  DROP INDEX "reviews_changes_run_idx";
  ALTER TABLE "reviews" DROP COLUMN "publish_at";
  ALTER TABLE "reviews" DROP COLUMN "publish_problem";
  ALTER TABLE "reviews" DROP COLUMN "changes_run_id";`)
}
