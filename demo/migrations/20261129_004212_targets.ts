import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "generation_logs" ALTER COLUMN "type" DROP NOT NULL;
  ALTER TABLE "generation_runs_rels" ADD COLUMN "drills_id" integer;
  ALTER TABLE "generation_runs_rels" ADD COLUMN "lessons_id" integer;
  ALTER TABLE "generation_runs_rels" ADD COLUMN "sections_id" integer;
  ALTER TABLE "generation_runs_rels" ADD COLUMN "plans_id" integer;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_drills_fk" FOREIGN KEY ("drills_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_sections_fk" FOREIGN KEY ("sections_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_plans_fk" FOREIGN KEY ("plans_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "generation_runs_rels_drills_id_idx" ON "generation_runs_rels" USING btree ("drills_id");
  CREATE INDEX "generation_runs_rels_lessons_id_idx" ON "generation_runs_rels" USING btree ("lessons_id");
  CREATE INDEX "generation_runs_rels_sections_id_idx" ON "generation_runs_rels" USING btree ("sections_id");
  CREATE INDEX "generation_runs_rels_plans_id_idx" ON "generation_runs_rels" USING btree ("plans_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "generation_runs_rels" DROP CONSTRAINT "generation_runs_rels_drills_fk";
  
  ALTER TABLE "generation_runs_rels" DROP CONSTRAINT "generation_runs_rels_lessons_fk";
  
  ALTER TABLE "generation_runs_rels" DROP CONSTRAINT "generation_runs_rels_sections_fk";
  
  ALTER TABLE "generation_runs_rels" DROP CONSTRAINT "generation_runs_rels_plans_fk";
  
  DROP INDEX "generation_runs_rels_drills_id_idx";
  DROP INDEX "generation_runs_rels_lessons_id_idx";
  DROP INDEX "generation_runs_rels_sections_id_idx";
  DROP INDEX "generation_runs_rels_plans_id_idx";
  ALTER TABLE "generation_logs" ALTER COLUMN "type" SET NOT NULL;
  ALTER TABLE "generation_runs_rels" DROP COLUMN "drills_id";
  ALTER TABLE "generation_runs_rels" DROP COLUMN "lessons_id";
  ALTER TABLE "generation_runs_rels" DROP COLUMN "sections_id";
  ALTER TABLE "generation_runs_rels" DROP COLUMN "plans_id";`)
}
