import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_payload_jobs_log_task_slug" ADD VALUE 'coursewrightMaintain';
  ALTER TYPE "public"."enum_payload_jobs_task_slug" ADD VALUE 'coursewrightMaintain';
  CREATE TABLE "generation_maintenance" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"started_at" timestamp(3) with time zone,
  	"ended_at" timestamp(3) with time zone,
  	"next_at" timestamp(3) with time zone NOT NULL,
  	"running_until" timestamp(3) with time zone,
  	"token" numeric DEFAULT 0 NOT NULL,
  	"ms" numeric,
  	"facts" jsonb,
  	"error" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_maintenance_id" integer;
  CREATE UNIQUE INDEX "generation_maintenance_key_idx" ON "generation_maintenance" USING btree ("key");
  CREATE INDEX "generation_maintenance_updated_at_idx" ON "generation_maintenance" USING btree ("updated_at");
  CREATE INDEX "generation_maintenance_created_at_idx" ON "generation_maintenance" USING btree ("created_at");
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_maintenance_fk" FOREIGN KEY ("generation_maintenance_id") REFERENCES "public"."generation_maintenance"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "payload_locked_documents_rels_generation_maintenance_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_maintenance_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DELETE FROM "payload_jobs_log" WHERE "task_slug" = 'coursewrightMaintain';
  DELETE FROM "payload_jobs" WHERE "task_slug" = 'coursewrightMaintain';
  ALTER TABLE "generation_maintenance" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "generation_maintenance" CASCADE;
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_maintenance_fk";
  
  ALTER TABLE "payload_jobs_log" ALTER COLUMN "task_slug" SET DATA TYPE text;
  DROP TYPE "public"."enum_payload_jobs_log_task_slug";
  CREATE TYPE "public"."enum_payload_jobs_log_task_slug" AS ENUM('inline', 'runStep');
  ALTER TABLE "payload_jobs_log" ALTER COLUMN "task_slug" SET DATA TYPE "public"."enum_payload_jobs_log_task_slug" USING "task_slug"::"public"."enum_payload_jobs_log_task_slug";
  ALTER TABLE "payload_jobs" ALTER COLUMN "task_slug" SET DATA TYPE text;
  DROP TYPE "public"."enum_payload_jobs_task_slug";
  CREATE TYPE "public"."enum_payload_jobs_task_slug" AS ENUM('inline', 'runStep');
  ALTER TABLE "payload_jobs" ALTER COLUMN "task_slug" SET DATA TYPE "public"."enum_payload_jobs_task_slug" USING "task_slug"::"public"."enum_payload_jobs_task_slug";
  DROP INDEX "payload_locked_documents_rels_generation_maintenance_id_idx";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_maintenance_id";`)
}
