import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_generation_logs_outcome" ADD VALUE 'unauthorized' BEFORE 'aborted';
  ALTER TYPE "public"."enum_generation_logs_outcome" ADD VALUE 'out-of-credit' BEFORE 'aborted';
  CREATE TABLE "generation_breakers" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"provider" varchar NOT NULL,
  	"model" varchar NOT NULL,
  	"reason" varchar NOT NULL,
  	"open_until" timestamp(3) with time zone NOT NULL,
  	"probe_until" timestamp(3) with time zone,
  	"openings" numeric DEFAULT 1 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "generation_steps" DROP CONSTRAINT "generation_steps_requester_id_users_id_fk";
  
  DROP INDEX "generation_steps_requester_idx";
  DROP INDEX "status_priority_runAfter_idx";
  DROP INDEX "status_requester_idx";
  ALTER TABLE "generation_runs" ADD COLUMN "usage_reasoning_tokens" numeric DEFAULT 0;
  ALTER TABLE "generation_runs" ADD COLUMN "usage_by_model" jsonb;
  ALTER TABLE "generation_runs" ADD COLUMN "deadline_at" timestamp(3) with time zone;
  ALTER TABLE "generation_steps" ADD COLUMN "requester_key" varchar DEFAULT 'system' NOT NULL;
  ALTER TABLE "generation_steps" ADD COLUMN "rank" numeric DEFAULT 0 NOT NULL;
  UPDATE "generation_steps" SET "requester_key" = coalesce("requester_id"::text, 'system'), "rank" = -"priority" WHERE "status" IN ('queued', 'running');
  ALTER TABLE "generation_steps" ADD COLUMN "written" numeric DEFAULT 0 NOT NULL;
  ALTER TABLE "generation_logs" ADD COLUMN "reasoning_tokens" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "first_token_ms" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "request_body" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "answer_body" varchar;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_breakers_id" integer;
  CREATE UNIQUE INDEX "generation_breakers_key_idx" ON "generation_breakers" USING btree ("key");
  CREATE INDEX "generation_breakers_updated_at_idx" ON "generation_breakers" USING btree ("updated_at");
  CREATE INDEX "generation_breakers_created_at_idx" ON "generation_breakers" USING btree ("created_at");
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_breakers_fk" FOREIGN KEY ("generation_breakers_id") REFERENCES "public"."generation_breakers"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "series_createdAt_idx" ON "generation_runs" USING btree ("series_id","created_at");
  CREATE INDEX "status_requesterKey_rank_createdAt_index_idx" ON "generation_steps" USING btree ("status","requester_key","rank","created_at","index");
  CREATE INDEX "run_createdAt_idx" ON "generation_logs" USING btree ("run_id","created_at");
  CREATE INDEX "taskSlug_queue_completedAt_waitUntil_idx" ON "payload_jobs" USING btree ("task_slug","queue","completed_at","wait_until");
  CREATE INDEX "payload_locked_documents_rels_generation_breakers_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_breakers_id");
  ALTER TABLE "generation_steps" DROP COLUMN "requester_id";
  ALTER TABLE "generation_steps" DROP COLUMN "priority";`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "generation_breakers" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "generation_breakers" CASCADE;
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_breakers_fk";
  
  ALTER TABLE "generation_logs" ALTER COLUMN "outcome" SET DATA TYPE text;
  DROP TYPE "public"."enum_generation_logs_outcome";
  CREATE TYPE "public"."enum_generation_logs_outcome" AS ENUM('ok', 'invalid', 'refused', 'truncated', 'timeout', 'rate-limited', 'unavailable', 'rejected', 'aborted');
  ALTER TABLE "generation_logs" ALTER COLUMN "outcome" SET DATA TYPE "public"."enum_generation_logs_outcome" USING "outcome"::"public"."enum_generation_logs_outcome";
  DROP INDEX "series_createdAt_idx";
  DROP INDEX "status_requesterKey_rank_createdAt_index_idx";
  DROP INDEX "run_createdAt_idx";
  DROP INDEX "taskSlug_queue_completedAt_waitUntil_idx";
  DROP INDEX "payload_locked_documents_rels_generation_breakers_id_idx";
  ALTER TABLE "generation_steps" ADD COLUMN "requester_id" integer;
  ALTER TABLE "generation_steps" ADD COLUMN "priority" numeric DEFAULT 0 NOT NULL;
  UPDATE "generation_steps" SET "priority" = -"rank" WHERE "status" IN ('queued', 'running');
  ALTER TABLE "generation_steps" ADD CONSTRAINT "generation_steps_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "generation_steps_requester_idx" ON "generation_steps" USING btree ("requester_id");
  CREATE INDEX "status_priority_runAfter_idx" ON "generation_steps" USING btree ("status","priority","run_after");
  CREATE INDEX "status_requester_idx" ON "generation_steps" USING btree ("status","requester_id");
  ALTER TABLE "generation_runs" DROP COLUMN "usage_reasoning_tokens";
  ALTER TABLE "generation_runs" DROP COLUMN "usage_by_model";
  ALTER TABLE "generation_runs" DROP COLUMN "deadline_at";
  ALTER TABLE "generation_steps" DROP COLUMN "requester_key";
  ALTER TABLE "generation_steps" DROP COLUMN "rank";
  ALTER TABLE "generation_steps" DROP COLUMN "written";
  ALTER TABLE "generation_logs" DROP COLUMN "reasoning_tokens";
  ALTER TABLE "generation_logs" DROP COLUMN "first_token_ms";
  ALTER TABLE "generation_logs" DROP COLUMN "request_body";
  ALTER TABLE "generation_logs" DROP COLUMN "answer_body";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_breakers_id";`)
}
