import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_generation_logs_level" AS ENUM('info', 'warn', 'error');
  CREATE TABLE "generation_admissions" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"user_key" varchar NOT NULL,
  	"role" varchar NOT NULL,
  	"kind" varchar NOT NULL,
  	"run" varchar NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "generation_usage" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"day" varchar NOT NULL,
  	"user_key" varchar NOT NULL,
  	"role" varchar NOT NULL,
  	"kind" varchar NOT NULL,
  	"section" varchar NOT NULL,
  	"provider" varchar NOT NULL,
  	"model" varchar NOT NULL,
  	"service_tier" varchar DEFAULT 'normal' NOT NULL,
  	"calls" numeric DEFAULT 0 NOT NULL,
  	"outcomes_ok" numeric DEFAULT 0 NOT NULL,
  	"outcomes_invalid" numeric DEFAULT 0 NOT NULL,
  	"outcomes_refused" numeric DEFAULT 0 NOT NULL,
  	"outcomes_truncated" numeric DEFAULT 0 NOT NULL,
  	"outcomes_timeout" numeric DEFAULT 0 NOT NULL,
  	"outcomes_rate_limited" numeric DEFAULT 0 NOT NULL,
  	"outcomes_unavailable" numeric DEFAULT 0 NOT NULL,
  	"outcomes_rejected" numeric DEFAULT 0 NOT NULL,
  	"outcomes_unauthorized" numeric DEFAULT 0 NOT NULL,
  	"outcomes_out_of_credit" numeric DEFAULT 0 NOT NULL,
  	"outcomes_aborted" numeric DEFAULT 0 NOT NULL,
  	"outcomes_lost" numeric DEFAULT 0 NOT NULL,
  	"items" numeric DEFAULT 0 NOT NULL,
  	"drafts" numeric DEFAULT 0 NOT NULL,
  	"prompt_tokens" numeric DEFAULT 0 NOT NULL,
  	"cached_tokens" numeric DEFAULT 0 NOT NULL,
  	"cache_write_tokens" numeric DEFAULT 0 NOT NULL,
  	"completion_tokens" numeric DEFAULT 0 NOT NULL,
  	"reasoning_tokens" numeric DEFAULT 0 NOT NULL,
  	"saved_tokens" numeric DEFAULT 0 NOT NULL,
  	"counted_prompt_tokens" numeric DEFAULT 0 NOT NULL,
  	"told_prompt_tokens" numeric DEFAULT 0 NOT NULL,
  	"told_completion_tokens" numeric DEFAULT 0 NOT NULL,
  	"told_items" numeric DEFAULT 0 NOT NULL,
  	"untold_calls" numeric DEFAULT 0 NOT NULL,
  	"untold_tokens" numeric DEFAULT 0 NOT NULL,
  	"untold_micro_usd" numeric DEFAULT 0 NOT NULL,
  	"ms" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "generation_budgets" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"spent_tokens" numeric DEFAULT 0 NOT NULL,
  	"spent_micro_usd" numeric DEFAULT 0 NOT NULL,
  	"reserved_tokens" numeric DEFAULT 0 NOT NULL,
  	"reserved_micro_usd" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "generation_workers" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"host" varchar NOT NULL,
  	"pid" numeric NOT NULL,
  	"slots" numeric NOT NULL,
  	"busy" numeric DEFAULT 0 NOT NULL,
  	"started_at" timestamp(3) with time zone NOT NULL,
  	"seen_at" timestamp(3) with time zone NOT NULL,
  	"leads_until" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "generation_runs" ADD COLUMN "paused_until" timestamp(3) with time zone;
  ALTER TABLE "generation_runs" ADD COLUMN "paused_by" jsonb;
  ALTER TABLE "generation_runs" ADD COLUMN "max_tokens" numeric;
  ALTER TABLE "generation_runs" ADD COLUMN "max_cost_usd" numeric;
  ALTER TABLE "generation_steps" ADD COLUMN "reservations" jsonb;
  ALTER TABLE "generation_logs" ADD COLUMN "user_id" integer;
  ALTER TABLE "generation_logs" ADD COLUMN "role" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "level" "enum_generation_logs_level";
  ALTER TABLE "generation_logs" ADD COLUMN "error_class" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "cause" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "count" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "acknowledged_at" timestamp(3) with time zone;
  ALTER TABLE "generation_logs" ADD COLUMN "acknowledged_by_id" integer;
  ALTER TABLE "generation_logs" ADD COLUMN "deliveries" jsonb;
  ALTER TABLE "generation_logs" ADD COLUMN "deliver_after" timestamp(3) with time zone;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_admissions_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_usage_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_budgets_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "generation_workers_id" integer;
  CREATE INDEX "generation_admissions_updated_at_idx" ON "generation_admissions" USING btree ("updated_at");
  CREATE INDEX "generation_admissions_created_at_idx" ON "generation_admissions" USING btree ("created_at");
  CREATE INDEX "userKey_createdAt_idx" ON "generation_admissions" USING btree ("user_key","created_at");
  CREATE UNIQUE INDEX "generation_usage_key_idx" ON "generation_usage" USING btree ("key");
  CREATE INDEX "generation_usage_updated_at_idx" ON "generation_usage" USING btree ("updated_at");
  CREATE INDEX "generation_usage_created_at_idx" ON "generation_usage" USING btree ("created_at");
  CREATE INDEX "day_userKey_idx" ON "generation_usage" USING btree ("day","user_key");
  CREATE INDEX "kind_section_model_day_idx" ON "generation_usage" USING btree ("kind","section","model","day");
  CREATE UNIQUE INDEX "generation_budgets_key_idx" ON "generation_budgets" USING btree ("key");
  CREATE INDEX "generation_budgets_updated_at_idx" ON "generation_budgets" USING btree ("updated_at");
  CREATE INDEX "generation_budgets_created_at_idx" ON "generation_budgets" USING btree ("created_at");
  CREATE UNIQUE INDEX "generation_workers_key_idx" ON "generation_workers" USING btree ("key");
  CREATE INDEX "generation_workers_seen_at_idx" ON "generation_workers" USING btree ("seen_at");
  CREATE INDEX "generation_workers_updated_at_idx" ON "generation_workers" USING btree ("updated_at");
  CREATE INDEX "generation_workers_created_at_idx" ON "generation_workers" USING btree ("created_at");
  ALTER TABLE "generation_logs" ADD CONSTRAINT "generation_logs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_logs" ADD CONSTRAINT "generation_logs_acknowledged_by_id_users_id_fk" FOREIGN KEY ("acknowledged_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_admissions_fk" FOREIGN KEY ("generation_admissions_id") REFERENCES "public"."generation_admissions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_usage_fk" FOREIGN KEY ("generation_usage_id") REFERENCES "public"."generation_usage"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_budgets_fk" FOREIGN KEY ("generation_budgets_id") REFERENCES "public"."generation_budgets"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_workers_fk" FOREIGN KEY ("generation_workers_id") REFERENCES "public"."generation_workers"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "requester_status_idx" ON "generation_runs" USING btree ("requester_id","status");
  CREATE INDEX "generation_logs_user_idx" ON "generation_logs" USING btree ("user_id");
  CREATE INDEX "generation_logs_cause_idx" ON "generation_logs" USING btree ("cause");
  CREATE INDEX "generation_logs_acknowledged_by_idx" ON "generation_logs" USING btree ("acknowledged_by_id");
  CREATE INDEX "generation_logs_deliver_after_idx" ON "generation_logs" USING btree ("deliver_after");
  CREATE INDEX "type_createdAt_idx" ON "generation_logs" USING btree ("type","created_at");
  CREATE INDEX "payload_locked_documents_rels_generation_admissions_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_admissions_id");
  CREATE INDEX "payload_locked_documents_rels_generation_usage_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_usage_id");
  CREATE INDEX "payload_locked_documents_rels_generation_budgets_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_budgets_id");
  CREATE INDEX "payload_locked_documents_rels_generation_workers_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_workers_id");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "generation_admissions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "generation_usage" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "generation_budgets" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "generation_workers" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "generation_admissions" CASCADE;
  DROP TABLE "generation_usage" CASCADE;
  DROP TABLE "generation_budgets" CASCADE;
  DROP TABLE "generation_workers" CASCADE;
  ALTER TABLE "generation_logs" DROP CONSTRAINT "generation_logs_user_id_users_id_fk";
  
  ALTER TABLE "generation_logs" DROP CONSTRAINT "generation_logs_acknowledged_by_id_users_id_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_admissions_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_usage_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_budgets_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_generation_workers_fk";
  
  DROP INDEX "requester_status_idx";
  DROP INDEX "generation_logs_user_idx";
  DROP INDEX "generation_logs_cause_idx";
  DROP INDEX "generation_logs_acknowledged_by_idx";
  DROP INDEX "generation_logs_deliver_after_idx";
  DROP INDEX "type_createdAt_idx";
  DROP INDEX "payload_locked_documents_rels_generation_admissions_id_idx";
  DROP INDEX "payload_locked_documents_rels_generation_usage_id_idx";
  DROP INDEX "payload_locked_documents_rels_generation_budgets_id_idx";
  DROP INDEX "payload_locked_documents_rels_generation_workers_id_idx";
  ALTER TABLE "generation_runs" DROP COLUMN "paused_until";
  ALTER TABLE "generation_runs" DROP COLUMN "paused_by";
  ALTER TABLE "generation_runs" DROP COLUMN "max_tokens";
  ALTER TABLE "generation_runs" DROP COLUMN "max_cost_usd";
  ALTER TABLE "generation_steps" DROP COLUMN "reservations";
  ALTER TABLE "generation_logs" DROP COLUMN "user_id";
  ALTER TABLE "generation_logs" DROP COLUMN "role";
  ALTER TABLE "generation_logs" DROP COLUMN "level";
  ALTER TABLE "generation_logs" DROP COLUMN "error_class";
  ALTER TABLE "generation_logs" DROP COLUMN "cause";
  ALTER TABLE "generation_logs" DROP COLUMN "count";
  ALTER TABLE "generation_logs" DROP COLUMN "acknowledged_at";
  ALTER TABLE "generation_logs" DROP COLUMN "acknowledged_by_id";
  ALTER TABLE "generation_logs" DROP COLUMN "deliveries";
  ALTER TABLE "generation_logs" DROP COLUMN "deliver_after";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_admissions_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_usage_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_budgets_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "generation_workers_id";
  DROP TYPE "public"."enum_generation_logs_level";`)
}
