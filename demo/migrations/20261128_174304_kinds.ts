import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "generation_runs_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"drill_series_id" integer
  );
  
  ALTER TABLE "generation_runs" DROP CONSTRAINT "generation_runs_series_id_drill_series_id_fk";
  
  DROP INDEX "generation_runs_series_idx";
  DROP INDEX "series_createdAt_idx";
  ALTER TABLE "generation_runs" ALTER COLUMN "kind" SET DATA TYPE varchar;
  ALTER TABLE "generation_runs" ALTER COLUMN "kind" SET DEFAULT 'drillSeries';
  ALTER TABLE "generation_steps" ALTER COLUMN "kind" SET DATA TYPE varchar;
  ALTER TABLE "drills" ADD COLUMN "written" jsonb;
  ALTER TABLE "drills" ADD COLUMN "source_hash" varchar;
  ALTER TABLE "_drills_v" ADD COLUMN "version_written" jsonb;
  ALTER TABLE "_drills_v" ADD COLUMN "version_source_hash" varchar;
  ALTER TABLE "generation_runs" ADD COLUMN "target_key" varchar;
  ALTER TABLE "generation_runs" ADD COLUMN "facts" jsonb;
  ALTER TABLE "generation_runs" ADD COLUMN "next_index" numeric DEFAULT 0;
  ALTER TABLE "generation_runs" ADD COLUMN "is_planned" boolean DEFAULT false;
  ALTER TABLE "generation_steps" ADD COLUMN "key" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "service_tier" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "counted_prompt_tokens" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "cache_write_tokens" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "facts" jsonb;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."generation_runs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_drill_series_fk" FOREIGN KEY ("drill_series_id") REFERENCES "public"."drill_series"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "generation_runs_rels_order_idx" ON "generation_runs_rels" USING btree ("order");
  CREATE INDEX "generation_runs_rels_parent_idx" ON "generation_runs_rels" USING btree ("parent_id");
  CREATE INDEX "generation_runs_rels_path_idx" ON "generation_runs_rels" USING btree ("path");
  CREATE INDEX "generation_runs_rels_drill_series_id_idx" ON "generation_runs_rels" USING btree ("drill_series_id");
  CREATE INDEX "targetKey_createdAt_idx" ON "generation_runs" USING btree ("target_key","created_at");
  CREATE UNIQUE INDEX "run_key_idx" ON "generation_steps" USING btree ("run_id","key");
  INSERT INTO "generation_runs_rels" ("parent_id", "path", "drill_series_id")
  SELECT "id", 'target', "series_id" FROM "generation_runs" WHERE "series_id" IS NOT NULL;
  UPDATE "generation_runs" r SET
    "target_key" = 'drill-series:' || r."series_id",
    "facts" = jsonb_build_object('positionsLoaded', r."positions_loaded"),
    "next_index" = coalesce((SELECT max(s."index") + 1 FROM "generation_steps" s WHERE s."run_id" = r."id" AND s."kind" <> 'finish'), 0),
    "is_planned" = exists(SELECT FROM "generation_steps" s WHERE s."run_id" = r."id" AND s."kind" = 'plan' AND s."status" = 'done');
  ALTER TABLE "generation_runs" DROP COLUMN "series_id";
  ALTER TABLE "generation_runs" DROP COLUMN "positions_loaded";
  DROP TYPE "public"."enum_generation_runs_kind";
  DROP TYPE "public"."enum_generation_steps_kind";`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_generation_runs_kind" AS ENUM('drillSeries');
  CREATE TYPE "public"."enum_generation_steps_kind" AS ENUM('plan', 'generate', 'finish');
  ALTER TABLE "generation_runs_rels" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "generation_runs_rels" CASCADE;
  DROP INDEX "targetKey_createdAt_idx";
  DROP INDEX "run_key_idx";
  ALTER TABLE "generation_runs" ALTER COLUMN "kind" SET DEFAULT 'drillSeries'::"public"."enum_generation_runs_kind";
  ALTER TABLE "generation_runs" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_generation_runs_kind" USING "kind"::"public"."enum_generation_runs_kind";
  ALTER TABLE "generation_steps" ALTER COLUMN "kind" SET DATA TYPE "public"."enum_generation_steps_kind" USING "kind"::"public"."enum_generation_steps_kind";
  ALTER TABLE "generation_runs" ADD COLUMN "series_id" integer;
  ALTER TABLE "generation_runs" ADD COLUMN "positions_loaded" numeric DEFAULT 0;
  ALTER TABLE "generation_runs" ADD CONSTRAINT "generation_runs_series_id_drill_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."drill_series"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "generation_runs_series_idx" ON "generation_runs" USING btree ("series_id");
  CREATE INDEX "series_createdAt_idx" ON "generation_runs" USING btree ("series_id","created_at");
  ALTER TABLE "drills" DROP COLUMN "written";
  ALTER TABLE "drills" DROP COLUMN "source_hash";
  ALTER TABLE "_drills_v" DROP COLUMN "version_written";
  ALTER TABLE "_drills_v" DROP COLUMN "version_source_hash";
  ALTER TABLE "generation_runs" DROP COLUMN "target_key";
  ALTER TABLE "generation_runs" DROP COLUMN "facts";
  ALTER TABLE "generation_runs" DROP COLUMN "next_index";
  ALTER TABLE "generation_runs" DROP COLUMN "is_planned";
  ALTER TABLE "generation_steps" DROP COLUMN "key";
  ALTER TABLE "generation_logs" DROP COLUMN "service_tier";
  ALTER TABLE "generation_logs" DROP COLUMN "counted_prompt_tokens";
  ALTER TABLE "generation_logs" DROP COLUMN "cache_write_tokens";
  ALTER TABLE "generation_logs" DROP COLUMN "facts";`)
}
